/** What there is to know of the step that was picked in the graph, and what can be done about it. */
import type { RefObject } from 'react';
import type { Step } from '../../../../shared/models.ts';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icons.tsx';
import { stepStates, stepTitle } from '../../../data/names.ts';
import { hrefOf } from '../../../route.ts';
import { StepMoving } from '../step-moving.tsx';
import { figure, pace, stateMarks } from '../step-words.ts';

type Props = {
  path: string;
  step: Step;
  /** Steps whose results it reads, without those that these imply. */
  after: readonly Step[];
  estimate: number | null;
  /** Asks to do it again; null while the run goes on. */
  onRedo: ((step: Step) => void) | null;
  /** Null where it has not begun. */
  onLog: (() => void) | null;
  /** Null where it has no losses. */
  onLoss: (() => void) | null;
  onSelect: (step: string) => void;
  first: RefObject<HTMLElement | null>;
};

export function StepDetails(props: Props) {
  const { path, step, after, estimate, onRedo, onLog, onLoss, onSelect, first } = props;
  const { state, note } = step;
  const mark = stateMarks[state];
  const figures = [stepStates[state], pace(step), figure(step, estimate)].filter(
    (one, at, all) => one !== '' && all.indexOf(one) === at,
  );
  const results = resultsOf(path, step);
  return (
    <section className="step-details" aria-label="The picked step" ref={first} tabIndex={-1}>
      <h3>
        {stepTitle(step)}
        {step.seed !== null && <span className="soft"> seed {step.seed}</span>}
      </h3>
      <p className="small state" data-state={state}>
        {mark && <Icon name={mark} size={14} />}
        {figures.join(' · ')}
      </p>
      {state === 'running' && <StepMoving step={step} />}
      {note && <p className="small soft note-line">{note}</p>}
      {after.length > 0 && (
        <p className="small soft after">
          {state === 'pending' ? 'Waits for' : 'Made from'}{' '}
          {after.slice(0, mostNamed).map((one, at) => (
            <span key={one.id}>
              {at > 0 && ', '}
              <button type="button" className="as-link" onClick={() => onSelect(one.id)}>
                {stepTitle(one)}
              </button>
            </span>
          ))}
          {after.length > mostNamed && ` and ${after.length - mostNamed} more`}
        </p>
      )}
      <div className="step-details-buttons">
        {onLoss && (
          <Button size="small" icon="chart" onClick={onLoss}>
            Its loss
          </Button>
        )}
        {results && (
          <a className="button small" href={results.href}>
            {results.words}
          </a>
        )}
        {onLog && (
          <Button size="small" icon="search" onClick={onLog}>
            Its log
          </Button>
        )}
        {state !== 'pending' && (
          <Button
            size="small"
            icon="redo"
            disabled={!onRedo}
            onClick={() => onRedo?.(step)}
            aria-label={`Do “${stepTitle(step)}” again`}
          >
            Do again from here
          </Button>
        )}
      </div>
      {state !== 'pending' && !onRedo && (
        <p className="small soft">To do a step again, pause the run first.</p>
      )}
    </section>
  );
}

const mostNamed = 6;

/** Where what it has made is looked at; null for what only the next steps read. */
function resultsOf(
  path: string,
  { kind, state, model, seed }: Step,
): { readonly href: string; readonly words: string } | null {
  if (state !== 'done' || model === null || seed === null) return null;
  const of = { seed: String(seed) };
  if (kind === 'recaption')
    return { href: hrefOf('captions', path, { by: model, ...of }), words: 'Its captions' };
  if (kind === 'evaluate')
    return { href: hrefOf('benchmarks', path, { model, ...of }), words: 'Its answers' };
  return kind === 'decide' ? { href: hrefOf('rounds', path), words: 'The verdict' } : null;
}
