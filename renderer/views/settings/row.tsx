import { type ReactNode, useId } from 'react';

/** One setting: what it is on the left, its choice on the right. */
export function Row({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="settings-row" aria-labelledby={id}>
      <div>
        <h3 id={id}>{title}</h3>
        <p className="small soft">{about}</p>
      </div>
      <div className="settings-choice">{children}</div>
    </section>
  );
}
