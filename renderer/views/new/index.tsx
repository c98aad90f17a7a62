/** A new experiment, step by step: each choice in a sentence with its source, back without losing anything, the plan as a document at the end. */
import './new.css';
import './choosing.css';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Icon } from '../../components/icons.tsx';
import { PageSkeleton } from '../../components/skeleton.tsx';
import { type Draft, forgetDraft, freshDraft, keepDraft, readDraft } from './draft.ts';
import { type StepProps, stepsOf } from './steps.tsx';
import { usePlan } from './use-plan.ts';

export function NewExperimentView() {
  const [draft, setDraft] = useState<Draft>(() => readDraft(window.localStorage));
  const plan = usePlan(draft);
  const heading = useRef<HTMLHeadingElement>(null);
  const steps = stepsOf(draft);
  const at = Math.max(0, Math.min(steps.length - 1, draft.step));
  const moved = useRef(false);
  useEffect(() => keepDraft(window.localStorage, draft), [draft]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step is read from its heading on
  useEffect(() => {
    if (moved.current) heading.current?.focus();
    moved.current = false;
  }, [at]);
  const goTo = (step: number): void => {
    moved.current = true;
    setDraft((before) => ({ ...before, step }));
  };
  const change: StepProps['onChange'] = (changes) =>
    setDraft((before) => (typeof changes === 'function' ? changes(before) : { ...before, ...changes }));
  if (plan.base.isPending) return <PageSkeleton />;
  if (!plan.base.data)
    return (
      <EmptyState title="The plans cannot be read">
        <ErrorNotice error={plan.base.error} onRetry={() => plan.base.refetch()} />
        <Button onClick={() => setDraft(freshDraft)}>Begin anew</Button>
      </EmptyState>
    );
  const step = steps[at] as (typeof steps)[number];
  const last = at === steps.length - 1;
  return (
    <div className="new">
      <nav className="new-steps" aria-label="Steps to a new experiment">
        <ol>
          {steps.map(({ name, says }, index) => (
            <li key={name}>
              <button
                type="button"
                aria-current={index === at ? 'step' : undefined}
                onClick={() => goTo(index)}
              >
                <span>{name}</span>
                <span className="small soft truncate">{says(draft)}</span>
              </button>
            </li>
          ))}
        </ol>
        <Button
          kind="quiet"
          size="small"
          onClick={() => {
            forgetDraft(window.localStorage);
            setDraft(freshDraft);
          }}
        >
          Begin anew
        </Button>
      </nav>
      <form
        className="new-main"
        onSubmit={(event) => {
          event.preventDefault();
          if (!last) goTo(at + 1);
        }}
      >
        <div className="new-page">
          <h1 ref={heading} tabIndex={-1}>
            {step.title}
          </h1>
          <p className="soft page-lead">{step.about}</p>
          <step.Page draft={draft} onChange={change} base={plan.base.data.plan} plan={plan} />
        </div>
        <footer>
          <Button icon="back" disabled={at === 0} onClick={() => goTo(at - 1)}>
            Back
          </Button>
          <span className="small soft">
            Step {at + 1} of {steps.length}
            {draft.document !== null &&
              !last &&
              '. The plan was edited by hand: choices here do not change it.'}
          </span>
          {!last && (
            <Button kind="primary" type="submit">
              Next
              <Icon name="chevron" />
            </Button>
          )}
        </footer>
      </form>
    </div>
  );
}
