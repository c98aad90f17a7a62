import { memo, useEffect, useRef } from 'react';
import type { Step } from '../../../shared/models.ts';
import { IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { stepStates, stepTitle } from '../../data/names.ts';
import { isTakenOver } from './step-groups.ts';
import { StepMoving } from './step-moving.tsx';
import { figure, pace, stateMarks } from './step-words.ts';

type Props = {
  step: Step;
  /** Seconds that it is thought to take; null where nothing is known. */
  estimate: number | null;
  onRedo: ((step: Step) => void) | null;
};

export const StepRow = memo(function StepRow({ step, estimate, onRedo }: Props) {
  const { state, note } = step;
  const title = stepTitle(step);
  const row = useRef<HTMLLIElement>(null);
  const running = state === 'running';
  useEffect(() => {
    if (running) row.current?.scrollIntoView({ block: 'nearest' });
  }, [running]);
  const mark = stateMarks[state];
  return (
    <li ref={row} className="step" data-step={step.id} data-state={state}>
      <span className="mark">
        {mark && <Icon name={mark} size={14} />}
        <span className="unseen">{stepStates[state]}</span>
      </span>
      <span className="title truncate" title={title}>
        {title}
      </span>
      <span className="figure small">
        {/* Gives way to the title where there is little room. */}
        {pace(step) && <span className="pace">{pace(step)} · </span>}
        {figure(step, estimate)}
      </span>
      {onRedo && state !== 'pending' && (
        <IconButton
          label={`Do “${title}” again`}
          icon="redo"
          size="small"
          className="icon redo"
          onClick={() => onRedo(step)}
        />
      )}
      {running && <StepMoving step={step} />}
      {note && (state === 'skipped' || isTakenOver(step)) && <p className="note-line small">{note}</p>}
    </li>
  );
});
