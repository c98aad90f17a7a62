/** Prompts tried on five images right here: who answers, which prompt, the answers with their pictures. */
import { useState } from 'react';
import type { TriedModel } from '../../../shared/prompt-try.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { type Draft, writesAlready } from './draft.ts';
import type { StepProps } from './steps.tsx';
import { TrainedModelSelect, useTrainedModels } from './trained-model-select.tsx';
import { TriedImages } from './tried-images.tsx';
import type { DraftPlan } from './use-plan.ts';
import { useTry } from './use-try.ts';

const shipped = 'shipped';

type Props = {
  draft: Draft;
  plan: DraftPlan;
  /** As they would be drawn from. */
  prompts: readonly string[];
  onChange: StepProps['onChange'];
};

export function TryPrompts({ draft, plan, prompts, onChange }: Props) {
  const trained = useTrainedModels();
  const { start, stop, stopped, work, error, progress, last } = useTry();
  const [chosen, setChosen] = useState('');
  const prompt = prompts.includes(chosen) ? chosen : '';
  const plans = writesAlready(draft);
  // What experiments have trained was mostly pico; a folder's model answers for itself.
  const first = draft.model === 'pico' ? trained.data?.[0]?.folder : undefined;
  const answers = draft.triedOn || (first ?? shipped);
  const model: TriedModel = plans
    ? { kind: 'plan' }
    : answers === shipped
      ? { kind: 'shipped' }
      : { kind: 'checkpoint', path: answers };
  const ask = (skip: number): void =>
    start({ document: plan.document, model, skip, ...(prompt && { prompt }) });
  const busy = work.isPending;
  const next = last?.wish.document?.text === plan.text ? last.result.next : null;
  return (
    <section className="try" aria-label="Try the prompts">
      <h2>Try them on five of your images</h2>
      <p className="soft small">
        Read, decoded and answered by the code that captions all of them, with the plan’s decoding and seed.
        Nothing is written to an experiment.
      </p>
      <div className="new-fields">
        {plans ? (
          <p>
            <b>Answered by</b>
            <br />
            <span className="soft">the captioner of the plan</span>
          </p>
        ) : (
          <TrainedModelSelect
            label="Answered by"
            value={answers}
            first={[
              {
                value: shipped,
                title:
                  draft.model === 'pico'
                    ? 'pico as it is shipped, which has yet to learn to see'
                    : 'The model’s folder as it is',
              },
            ]}
            onChange={(triedOn) => onChange({ triedOn })}
          />
        )}
        <label className="new-select">
          <b>Prompt</b>
          <select
            className="field"
            value={prompt}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          >
            <option value="">
              {prompts.length === 1
                ? 'The one there is'
                : `One of the ${prompts.length} for each image, as a run draws it`}
            </option>
            {prompts.length > 1 &&
              [...new Set(prompts)].map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
          </select>
        </label>
      </div>
      <p className="try-tools">
        {/* One button under either name, so that it keeps the focus. */}
        <Button icon={busy ? 'stop' : 'play'} onClick={() => (busy ? stop() : ask(0))}>
          {busy ? 'Stop' : 'Try on five images'}
        </Button>
        {next !== null && !busy && (
          <Button kind="quiet" onClick={() => ask(next)}>
            Five others
          </Button>
        )}
        <span className="soft small" role="status">
          {busy ? phaseInWords(progress) : stopped ? 'Stopped; nothing of it was kept.' : ''}
        </span>
      </p>
      <ErrorNotice error={error} onRetry={() => ask(work.variables?.skip ?? 0)} />
      {busy ? (
        <Skeleton height="14rem" />
      ) : last ? (
        <TriedImages tried={last.result} isOld={last.wish.document?.text !== plan.text} />
      ) : (
        !error && <p className="try-empty soft">Nothing has been tried yet.</p>
      )}
    </section>
  );
}

function phaseInWords(progress: ReturnType<typeof useTry>['progress']): string {
  if (progress?.phase === 'model') return 'Opening the model…';
  if (progress?.phase === 'captions' && progress.done > 0)
    return `${progress.done} of ${progress.total} captions`;
  return progress?.phase === 'captions' ? 'Asking…' : 'Fetching the pictures…';
}
