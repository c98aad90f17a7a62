/** A plain field for the document with its lines numbered; lines at fault are marked. */
import { useRef } from 'react';
import type { PlanFault } from './faults.ts';

type Props = { text: string; faults: readonly PlanFault[]; onChange: (text: string) => void };

const leastLines = 12;

export function PlanEditor({ text, faults, onChange }: Props) {
  const numbers = useRef<HTMLDivElement>(null);
  const lines = Math.max(leastLines, text.split('\n').length);
  const faulty = new Set(faults.map(({ line }) => line));
  return (
    <div className="plan-editor">
      <div ref={numbers} className="plan-lines" aria-hidden="true">
        {Array.from({ length: lines }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line's number is its name
          <span key={index} data-faulty={faulty.has(index + 1) || undefined}>
            {index + 1}
          </span>
        ))}
      </div>
      <textarea
        aria-label="The plan as YAML"
        aria-invalid={faults.length > 0}
        value={text}
        rows={lines}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onScroll={({ currentTarget }) => {
          if (numbers.current) numbers.current.scrollTop = currentTarget.scrollTop;
        }}
      />
    </div>
  );
}
