/** Where there is nothing yet: says what will be here and what to do for it. */
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';

export function EmptyState({
  icon,
  title,
  children,
}: {
  icon?: IconName;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className="empty">
      {icon && <Icon name={icon} size={28} />}
      <h2>{title}</h2>
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  );
}
