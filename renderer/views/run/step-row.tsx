import { memo, useEffect, useRef } from 'react';
import type { Step, StepState } from '../../../shared/models.ts';
import { IconButton } from '../../components/button.tsx';
import { Icon, type IconName } from '../../components/icons.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { count, duration, rate } from '../../data/format.ts';
import { stepStates, stepTitle } from '../../data/names.ts';
import { isTakenOver } from './step-groups.ts';

const marks: Record<StepState, IconName | null> = {
  pending: null,
  running: 'spin',
  done: 'check',
  skipped: 'dash',
  failed: 'cross',
  cancelled: 'pause',
};

type Props = {
  step: Step;
  /** Seconds that it is thought to take; null where nothing is known. */
  estimate: number | null;
  onRedo: ((step: Step) => void) | null;
};

export const StepRow = memo(function StepRow({ step, estimate, onRedo }: Props) {
  const { state, title, note, done, total, unit } = step;
  const row = useRef<HTMLLIElement>(null);
  const running = state === 'running';
  useEffect(() => {
    if (running) row.current?.scrollIntoView({ block: 'nearest' });
  }, [running]);
  const mark = marks[state];
  return (
    <li ref={row} className="step" data-state={state}>
      <span className="mark">
        {mark && <Icon name={mark} size={14} />}
        <span className="unseen">{stepStates[state]}</span>
      </span>
      <span className="title truncate" title={title}>
        {stepTitle(title)}
      </span>
      <span className="figure small">
        {pace(step) && <span className="pace">{pace(step)} · </span>}
        {figure(step, estimate)}
      </span>
      {onRedo && state !== 'pending' && (
        <IconButton
          label={`Do “${stepTitle(title)}” again`}
          icon="redo"
          size="small"
          className="icon redo"
          onClick={() => onRedo(step)}
        />
      )}
      {running && (
        <div className="moving">
          <ProgressBar value={total > 0 ? done / total : 0} label={`Progress of: ${title}`} />
          <p className="moving-words soft small">
            <span>{total > 0 ? `${count(done)} of ${count(total)} ${unit}` : 'Getting ready'}</span>
            {step.rate !== null && step.rate > 0 && (
              <span>
                {rate(step.rate)} {unit}/s
              </span>
            )}
          </p>
        </div>
      )}
      {note && (state === 'skipped' || isTakenOver(step)) && <p className="note-line small">{note}</p>}
    </li>
  );
});

/** Of a finished step; gives way to the title where there is little room. */
const pace = ({ state, rate: perSecond, unit }: Step): string =>
  state === 'done' && perSecond ? `${rate(perSecond)} ${unit}/s` : '';

function figure({ state, startedAt, endedAt, secondsLeft }: Step, estimate: number | null): string {
  if (state === 'pending') return estimate ? `about ${duration(estimate)}` : '';
  if (state === 'running') return secondsLeft === null ? '' : `${duration(secondsLeft)} left`;
  if (state === 'cancelled') return 'Paused';
  if (state === 'failed') return 'Failed';
  if (state === 'skipped') return 'Skipped';
  if (state !== 'done' || !startedAt || !endedAt) return '';
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  return seconds < 1 ? 'under 1 s' : duration(seconds);
}
