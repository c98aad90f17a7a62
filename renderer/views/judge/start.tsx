/** Who judges, and what: pairs of sources are drawn once and are then the same for all judges. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { Judging } from '../../../shared/judge.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { ask } from '../../data/ask.ts';
import { count } from '../../data/format.ts';
import { OtherPair } from './other-pair.tsx';
import { stratumName, undrawn } from './source-name.ts';

type Props = { path: string; judging: Judging; onBegin: (judge: string) => void };

const pairsAtFirst = 30;

export function Start({ path, judging, onBegin }: Props) {
  const { strata, judges, total } = judging;
  const forPeople = strata.filter((one) => one.forPeople > 0);
  const [name, setName] = useState('');
  const [pairs, setPairs] = useState(Math.max(pairsAtFirst, ...forPeople.map((one) => one.forPeople)));
  const id = useId();
  const client = useQueryClient();
  const draw = useMutation({
    mutationFn: (against?: [string, string][]) =>
      ask('judge.draw', { path, pairs, ...(against ? { against } : {}) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['judge.get'] }),
  });
  const begin = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const judge = name.trim();
    if (!judge) return;
    if (total === 0) {
      try {
        await draw.mutateAsync(undefined);
      } catch {
        // Said below the form.
        return;
      }
    }
    onBegin(judge);
  };
  return (
    <div className="columns">
      <Card
        title="Which caption is better?"
        about="Two captions of one picture, side by side. Which source wrote which is hidden, also afterwards."
      >
        <form className="judge-form" onSubmit={begin}>
          <label htmlFor={`${id}-name`}>Your name</label>
          <div className="judge-name">
            <input
              id={`${id}-name`}
              className="field"
              value={name}
              onChange={({ target }) => setName(target.value)}
              maxLength={60}
              required
              // biome-ignore lint/a11y/noAutofocus: the one thing to do here, and keyboards come first
              autoFocus
              autoComplete="off"
              spellCheck={false}
            />
            <Button kind="primary" type="submit" icon="play" busy={draw.isPending}>
              Start judging
            </Button>
          </div>
          <p className="small soft">
            Answers are stored under it. Several people judge the same pairs: every second pair comes to all
            of them at the same place, so that their agreement can be told early.
          </p>
        </form>
        <ErrorNotice error={draw.error} />
        <Keys />
        {judges.length > 0 && (
          <>
            <h3 className="judge-heading">Go on as</h3>
            <ul className="judge-list">
              {judges.map(({ judge, answered, skipped }) => (
                <li key={judge}>
                  <Button size="small" onClick={() => onBegin(judge)}>
                    {judge}
                  </Button>
                  <ProgressBar
                    value={(answered + skipped) / Math.max(1, total)}
                    label={`Progress of ${judge}`}
                  />
                  <span className="small soft">
                    {count(answered + skipped)} of {count(total)}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Card>
      <Card
        title="What is judged"
        about="Images are drawn by seed, the same number for each pair of sources. Pairs with the same text on both sides are left out."
      >
        {forPeople.length === 0 ? (
          <p className="soft">
            Nothing has been drawn yet. Start draws {count(pairs)} images for each round against the one
            before it.
          </p>
        ) : (
          <ul className="judge-strata">
            {forPeople.map((one) => (
              <li key={stratumName(one, [{ seed: 0 }, one])}>
                <span>{stratumName(one, strata)}</span>
                <span className="small soft">
                  {count(one.forPeople)} pairs
                  {one.identical > 0 && `, ${count(one.identical)} the same left out`}
                </span>
              </li>
            ))}
            {undrawn(judging).map((one) => (
              <li key={stratumName(one, [])}>
                <span className="soft">{stratumName(one, strata)}</span>
                <span className="small soft">not drawn yet</span>
              </li>
            ))}
          </ul>
        )}
        <form
          className="judge-more"
          onSubmit={(event) => {
            event.preventDefault();
            draw.mutate(undefined);
          }}
        >
          <label htmlFor={`${id}-pairs`}>Images for each pair of sources</label>
          <input
            id={`${id}-pairs`}
            className="field"
            type="number"
            min={1}
            max={10_000}
            value={pairs}
            onChange={({ target }) => setPairs(target.valueAsNumber || 1)}
          />
          <Button type="submit" busy={draw.isPending}>
            {forPeople.length === 0 ? 'Draw' : 'Draw what is missing'}
          </Button>
        </form>
        <OtherPair
          seeds={judging.seeds}
          busy={draw.isPending}
          onDraw={(first, second) => draw.mutate([[first, second]])}
        />
      </Card>
    </div>
  );
}

const keys: readonly (readonly [string, string])[] = [
  ['←', 'the left one is better'],
  ['→', 'the right one is better'],
  ['↓', 'neither is better'],
  ['S', 'skip: I cannot say'],
  ['U', 'undo'],
  ['Esc', 'stop; the next time goes on here'],
];

function Keys() {
  return (
    <dl className="judge-keys">
      {keys.map(([key, meaning]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
