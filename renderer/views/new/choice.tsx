/** One of several ways, each in a sentence with where it comes from. */
import type { ReactNode } from 'react';

type Props = {
  name: string;
  kind?: 'radio' | 'checkbox';
  value: string;
  checked: boolean;
  title: string;
  children: ReactNode;
  onChange: (checked: boolean) => void;
};

export function Choice({ name, kind = 'radio', value, checked, title, children, onChange }: Props) {
  return (
    <label className="new-choice" data-checked={checked || undefined}>
      <input
        type={kind}
        name={name}
        value={value}
        checked={checked}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>
        <b>{title}</b>
        <span className="soft">{children}</span>
      </span>
    </label>
  );
}

export function Choices({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="new-choices">
      <legend>{legend}</legend>
      {children}
    </fieldset>
  );
}
