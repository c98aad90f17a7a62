import type { ControlName } from '../../../shared/plan.ts';
import { benchmarkAbout, benchmarkTitle, modelName } from '../../data/names.ts';
import { AnotherModel } from './another-model.tsx';
import { Choice, Choices } from './choice.tsx';
import { another } from './model-step.tsx';
import { OwnCaptionsChoice } from './own-captions-choice.tsx';
import { benchmarkNames } from './plan-document.ts';
import type { StepProps } from './steps.tsx';

const toggled = (names: readonly string[], name: string, on: boolean): string[] =>
  on ? [...names.filter((one) => one !== name), name] : names.filter((one) => one !== name);

export function SpecialistsStep({ draft, base, onChange }: StepProps) {
  const chosen = draft.specialists ?? base.specialists.map(({ name }) => name);
  const inOrder = (names: readonly string[]): string[] =>
    base.specialists.map(({ name }) => name).filter((name) => names.includes(name));
  return (
    <>
      <Choices legend="Specialists">
        {base.specialists.map(({ name, benchmark, prompts, set }) => (
          <Choice
            key={name}
            kind="checkbox"
            name="specialists"
            value={name}
            checked={chosen.includes(name)}
            title={modelName(name)}
            onChange={(on) => onChange({ specialists: inOrder(toggled(chosen, name, on)) })}
          >
            Learns from the set “{set}”, is to lift {benchmarkTitle(benchmark)}, and is asked “{prompts[0]}”
            {prompts.length > 1 && ` and ${prompts.length - 1} more`}.
          </Choice>
        ))}
      </Choices>
      <Choices legend="What each contributes">
        <Choice
          kind="checkbox"
          name="arms"
          value="leave-one-out"
          checked={draft.leaveOneOut}
          title="Train the final generalist also without each of them"
          onChange={(leaveOneOut) => onChange({ leaveOneOut })}
        >
          The difference is what that specialist contributes to the whole (the paper’s table 4 has each
          alone); one more training for each.
        </Choice>
      </Choices>
      <p className="small soft">
        Another specialist is data, prompts and a benchmark: name it under `specialists` in the plan’s
        document.
      </p>
    </>
  );
}

const controls: readonly { name: ControlName; about: string }[] = [
  {
    name: 'equal-compute',
    about:
      'The compute of V0 and V1 together, spent on V0’s own data. A gain that it has too is no gain of recaptioning (the paper’s table 9).',
  },
  {
    name: 'shuffled',
    about:
      'V1 on recaptions that belong to other images. A gain that it has too is one of text, not of what the text says about the image.',
  },
  {
    name: 'matched-length',
    about:
      'V1 on recaptions alone, cut to the length of the text that they replace: does more text help, or better text?',
  },
  {
    name: 'more-data',
    about:
      'Further images with their own text beside V0’s, instead of recaptions; wants a folder `pretrain-more` in your data.',
  },
  {
    name: 'specialist-data',
    about: 'The specialists’ lessons put straight into fine-tuning, without any of their answers.',
  },
  {
    name: 'other-captioner',
    about:
      'V1 on another model’s recaptions: how much of a gain is the model’s own, how much any recaption’s?',
  },
];

export function ControlsStep({ draft, onChange }: StepProps) {
  return (
    <>
      <Choices legend="Controls">
        {controls.map(({ name, about }) => (
          <Choice
            key={name}
            kind="checkbox"
            name="controls"
            value={name}
            checked={draft.controls.includes(name)}
            title={modelName(name)}
            onChange={(on) => onChange({ controls: toggled(draft.controls, name, on) })}
          >
            {about}
          </Choice>
        ))}
      </Choices>
      {draft.controls.includes('other-captioner') && (
        <>
          <Choices legend="The other captioner">
            {another.map(({ captioner, title, about }) => (
              <Choice
                key={captioner}
                name="other"
                value={captioner}
                checked={draft.other === captioner}
                title={title}
                onChange={() => onChange({ other: captioner })}
              >
                {about}
              </Choice>
            ))}
          </Choices>
          <AnotherModel kind={draft.other} draft={draft} onChange={onChange} />
        </>
      )}
    </>
  );
}

export function BenchmarksStep({ draft, base, onChange }: StepProps) {
  const known = benchmarkNames(base);
  const chosen = draft.benchmarks ?? known;
  const inOrder = (names: readonly string[]): string[] => known.filter((name) => names.includes(name));
  return (
    <>
      <Choices legend="Benchmarks">
        {known.map((name) => (
          <Choice
            key={name}
            kind="checkbox"
            name="benchmarks"
            value={name}
            checked={chosen.includes(name)}
            title={benchmarkTitle(name)}
            onChange={(on) => onChange({ benchmarks: inOrder(toggled(chosen, name, on)) })}
          >
            {benchmarkAbout(name)}
          </Choice>
        ))}
      </Choices>
      <OwnCaptionsChoice draft={draft} onChange={onChange} />
      <p className="small soft">
        Further official benchmarks, and files of your own that one of their rules judges, are named under
        `benchmarks` in the plan’s document.
      </p>
    </>
  );
}
