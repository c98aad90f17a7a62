/** What went wrong, what was kept and what to do, in the engine's words. */
import type { ReactNode } from 'react';
import { adviceOf } from '../data/ask.ts';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icons.tsx';

export function ErrorNotice({ error, onRetry }: { error: Error | null; onRetry?: () => void }) {
  if (!error) return null;
  return (
    <Notice
      tone="bad"
      title={error.message}
      actions={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      {adviceOf(error)}
    </Notice>
  );
}

type NoticeProps = {
  tone: 'bad' | 'warn' | 'plain';
  icon?: IconName;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
};

export function Notice({ tone, icon = 'alert', title, children, actions }: NoticeProps) {
  return (
    <div className="note" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={icon} />
      <div>
        <strong>{title}</strong>
        {typeof children === 'string' ? <p>{children}</p> : children}
      </div>
      {actions}
    </div>
  );
}
