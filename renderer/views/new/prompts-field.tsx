/** The prompts, and a try of them on a few images of the data. */
import { useId } from 'react';
import { promptsIn } from './plan-document.ts';
import type { StepProps } from './steps.tsx';
import { TryPrompts } from './try-prompts.tsx';

export function PromptsField({ draft, base, plan, onChange }: StepProps) {
  const field = useId();
  const recipe = base.longPrompts.map((one) => (typeof one === 'string' ? one : one.text));
  const typed = promptsIn(draft.prompts);
  return (
    <>
      <label className="new-prompts" htmlFor={field}>
        <b>Prompts</b>
        <span className="soft small">
          One a line; one of them is drawn for each image. Long prompts help, a brief one does not (table 2).
          Left empty, the recipe’s own are used.
        </span>
      </label>
      <textarea
        id={field}
        className="field"
        rows={4}
        value={draft.prompts}
        placeholder={recipe.join('\n')}
        onChange={({ currentTarget }) => onChange({ prompts: currentTarget.value })}
      />
      <TryPrompts draft={draft} plan={plan} prompts={typed.length > 0 ? typed : recipe} onChange={onChange} />
    </>
  );
}
