/** Any two sources, beside the rounds against each other. */
import { useId, useState } from 'react';
import type { Judging } from '../../../shared/judge.ts';
import { Button } from '../../components/button.tsx';
import { sourceName } from './source-name.ts';

type Props = {
  seeds: Judging['seeds'];
  busy: boolean;
  onDraw: (first: string, second: string) => void;
};

export function OtherPair({ seeds, busy, onDraw }: Props) {
  const sources = seeds[0]?.sources ?? [];
  const [first, setFirst] = useState(sources[0] ?? '');
  const [second, setSecond] = useState(sources.at(-1) ?? '');
  const id = useId();
  if (sources.length < 3) return null;
  const choice = (which: string, value: string, choose: (source: string) => void) => (
    <select
      aria-label={`${which} source`}
      className="field"
      value={value}
      onChange={({ target }) => choose(target.value)}
    >
      {sources.map((source) => (
        <option key={source} value={source}>
          {sourceName(source)}
        </option>
      ))}
    </select>
  );
  return (
    <form
      className="judge-more"
      aria-labelledby={id}
      onSubmit={(event) => {
        event.preventDefault();
        onDraw(first, second);
      }}
    >
      <span id={id}>Two others</span>
      <span className="judge-two">
        {choice('First', first, setFirst)}
        <span className="soft">and</span>
        {choice('Second', second, setSecond)}
      </span>
      <Button type="submit" busy={busy} disabled={first === second}>
        Draw
      </Button>
    </form>
  );
}
