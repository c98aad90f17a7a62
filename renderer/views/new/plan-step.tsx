/** The plan as a document with its faults, what it would take, and the start. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { StepEstimate } from '../../../shared/estimates.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ask } from '../../data/ask.ts';
import { bytes, duration } from '../../data/format.ts';
import { stepTitle } from '../../data/names.ts';
import { go, hrefOf } from '../../route.ts';
import { forgetDraft } from './draft.ts';
import { faultsIn } from './faults.ts';
import { PlanEditor } from './plan-editor.tsx';
import type { StepProps } from './steps.tsx';
import type { DraftPlan } from './use-plan.ts';

export function PlanStep({ draft, plan, onChange }: StepProps) {
  const client = useQueryClient();
  const { preview } = plan;
  const start = useMutation({
    mutationFn: async ({ run }: { run: boolean }) => {
      const name = draft.name.trim();
      const { path } = await ask('experiments.create', { document: plan.document, ...(name && { name }) });
      forgetDraft(window.localStorage);
      void client.invalidateQueries({ queryKey: ['experiments.list'] });
      if (run) await ask('run.start', { path });
      go(hrefOf('run', path));
    },
  });
  const faults = preview.error ? faultsIn(preview.error.message) : [];
  const ready = preview.isSuccess && plan.settled && !start.isPending;
  return (
    <>
      <div className="plan-columns">
        <div className="plan-text">
          <PlanEditor text={plan.text} faults={faults} onChange={(text) => onChange({ document: text })} />
          <p className="plan-tools small soft">
            <CopyButton text={plan.text} label="Copy the plan" />
            {draft.document === null ? (
              'Made from the choices; what it does not name is as in its base.'
            ) : (
              <>
                Edited by hand.
                <Button size="small" kind="quiet" onClick={() => onChange({ document: null })}>
                  Make it from the choices again
                </Button>
              </>
            )}
          </p>
          {preview.error && faults.length === 0 && <ErrorNotice error={preview.error} />}
          {faults.length > 0 && (
            <ul className="plan-faults" role="alert" aria-label="What is wrong with the plan">
              {faults.map(({ line, words }) => (
                <li key={`${line} ${words}`}>
                  <b>{line === null ? 'From its base' : `Line ${line}`}</b> {words}
                </li>
              ))}
            </ul>
          )}
        </div>
        <Takes plan={plan} />
      </div>
      <ErrorNotice error={start.error} />
      <div className="plan-start">
        <label>
          Name
          <input
            className="field"
            value={draft.name}
            maxLength={100}
            placeholder={draft.base}
            onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
          />
        </label>
        <Button disabled={!ready} onClick={() => start.mutate({ run: false })}>
          Make it, start later
        </Button>
        <Button
          kind="primary"
          icon="play"
          busy={start.isPending}
          disabled={!ready}
          onClick={() => start.mutate({ run: true })}
        >
          Start
        </Button>
      </div>
    </>
  );
}

function Takes({ plan: { preview } }: { plan: DraftPlan }) {
  if (!preview.data) return <section className="plan-takes" aria-label="What it takes" />;
  const { steps, estimate, plan } = preview.data;
  const { totals, notes } = estimate;
  const trainings = steps.filter(({ kind }) => kind === 'train').length;
  return (
    <section className="plan-takes" aria-label="What it takes">
      <dl>
        <Entry
          name="Steps"
          value={`${steps.length}, ${trainings} of them trainings${totals.reused > 0 ? `; ${totals.reused} are taken over from other experiments` : ''}`}
        />
        <Entry name="Time" value={known(totals.unknown.seconds, steps.length, duration(totals.seconds))} />
        <Entry name="Disk" value={known(totals.unknown.bytes, steps.length, bytes(totals.bytes))} />
        <Entry
          name="Cost"
          value={known(
            totals.unknown.usd,
            steps.length,
            `${totals.usd.toFixed(2)} USD at ${plan.prices.deviceHour} USD an hour`,
          )}
        />
      </dl>
      {[...notes, ...whyUnknown(steps)].map((note) => (
        <p key={note} className="small soft">
          {note}
        </p>
      ))}
      <details>
        <summary>All {steps.length} steps</summary>
        <ol className="small">
          {steps.map((step) => (
            <li key={step.id}>
              {stepTitle(step)}
              {step.seed !== null && <span className="faint"> seed {step.seed}</span>}
              <span className="soft"> {stepInWords(step.estimate)}</span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

const mostReasons = 2;

/** Why figures are missing, each reason once. */
const whyUnknown = (steps: readonly { estimate: StepEstimate }[]): string[] =>
  [...new Set(steps.flatMap(({ estimate }) => estimate.why ?? []))].slice(0, mostReasons);

/** A sum is never told as more than it is: steps without a figure are counted beside it. */
function known(unknown: number, all: number, sum: string): string {
  if (unknown >= all) return 'not known';
  return unknown === 0
    ? `about ${sum}`
    : `at least ${sum}, ${unknown} ${unknown === 1 ? 'step' : 'steps'} not known`;
}

function stepInWords({ seconds, reused }: StepEstimate): string {
  if (reused !== null) return `taken over from ${reused}`;
  return seconds === null ? 'time not known' : duration(seconds);
}

const Entry = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt className="soft">{name}</dt>
    <dd>{value}</dd>
  </div>
);
