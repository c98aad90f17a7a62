/** A titled part of a view: heading, what can be done about it on the right, its content. */
import { type ReactNode, useId } from 'react';

type Props = {
  title?: ReactNode;
  /** One line below the title. */
  about?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
};

export function Card({ title, about, actions, children, className }: Props) {
  const id = useId();
  return (
    <section
      className={['card', className].filter(Boolean).join(' ')}
      aria-labelledby={title ? id : undefined}
    >
      {(title || actions) && (
        <header className="card-head">
          <div>
            {title && <h2 id={id}>{title}</h2>}
            {about && <p className="soft small">{about}</p>}
          </div>
          {actions && <div className="card-actions">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
