import { Choice, Choices } from './choice.tsx';
import { WholeNumber } from './fields.tsx';
import { PromptsField } from './prompts-field.tsx';
import type { StepProps } from './steps.tsx';

export function RoundsStep({ draft, base, plan, onChange }: StepProps) {
  return (
    <>
      <div className="new-fields">
        <WholeNumber
          label="Rounds"
          about="The paper’s gains end after three; the fourth saturates (table 3)."
          value={draft.rounds}
          min={0}
          max={10}
          onChange={(rounds) => onChange({ rounds })}
        />
        <WholeNumber
          label="Seeds"
          about="The paper’s tables give one figure each. Only several seeds tell a gain from chance in training; each is the whole experiment once more."
          value={draft.seeds}
          min={1}
          max={10}
          onChange={(seeds) => onChange({ seeds })}
        />
      </div>
      <Choices legend="After each round">
        <Choice
          name="stop"
          value="record"
          checked={!draft.enforceStop}
          title="Judge it, and go on whatever the verdict"
          onChange={() => onChange({ enforceStop: false })}
        >
          So that a plateau can be seen, as the paper shows one after round 3 (table 3).
        </Choice>
        <Choice
          name="stop"
          value="enforce"
          checked={draft.enforceStop}
          title="End the rounds when none of the benchmarks gains"
          onChange={() => onChange({ enforceStop: true })}
        >
          Paired tests on identical questions, with Holm’s correction over the benchmarks; reviewers of the
          paper missed such a rule.
        </Choice>
      </Choices>
      <Choices legend="The next model reads">
        <Choice
          name="template"
          value="concatenated"
          checked={draft.template === 'concatenated'}
          title="The original caption and the recaption"
          onChange={() => onChange({ template: 'concatenated' })}
        >
          Better than the recaption alone in the paper (table 2): names and facts of the alt text stay.
        </Choice>
        <Choice
          name="template"
          value="recaption"
          checked={draft.template === 'recaption'}
          title="The recaption alone"
          onChange={() => onChange({ template: 'recaption' })}
        >
          For alt text that is worth nothing; worse in the paper where it is worth something (table 2).
        </Choice>
      </Choices>
      <PromptsField draft={draft} base={base} plan={plan} onChange={onChange} />
    </>
  );
}

/** Where nothing is trained there are no rounds: only what is asked is left to choose. */
export function PromptsStep(props: StepProps) {
  return <PromptsField {...props} />;
}
