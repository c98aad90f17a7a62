/** A button: plain, primary (one a view), danger, quiet. While `busy` it keeps its width and takes no second click. */
import type { ButtonHTMLAttributes } from 'react';
import { Icon, type IconName } from './icons.tsx';
import { Hint } from './tooltip.tsx';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  size?: 'normal' | 'small';
  icon?: IconName;
  busy?: boolean;
};

export function Button({
  kind = 'plain',
  size = 'normal',
  icon,
  busy,
  disabled,
  children,
  className,
  ...rest
}: Props) {
  const shown = busy ? 'spin' : icon;
  return (
    <button
      type="button"
      className={['button', kind, size === 'small' && 'small', className].filter(Boolean).join(' ')}
      disabled={disabled || busy}
      aria-busy={busy}
      {...rest}
    >
      {shown && <Icon name={shown} size={size === 'small' ? 14 : 16} />}
      {children}
    </button>
  );
}

/** A button of an icon alone: its name stands in the tooltip and is read aloud. */
export function IconButton({
  label,
  icon,
  ...rest
}: Omit<Props, 'children'> & { label: string; icon: IconName }) {
  return (
    <Hint text={label}>
      <Button aria-label={label} icon={icon} className="icon" kind="quiet" {...rest} />
    </Hint>
  );
}
