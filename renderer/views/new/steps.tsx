/** The steps in their order: what each is called, what it says of the draft, and its page. */
import type { ComponentType } from 'react';
import { modelTitle } from '../../../shared/model-title.ts';
import type { Plan } from '../../../shared/plan.ts';
import { modelName } from '../../data/names.ts';
import { DataStep } from './data-step.tsx';
import type { Draft } from './draft.ts';
import { GoalStep, goals } from './goal-step.tsx';
import { BenchmarksStep, ControlsStep, SpecialistsStep } from './measuring-steps.tsx';
import { ModelStep } from './model-step.tsx';
import { promptsIn } from './plan-document.ts';
import { PlanStep } from './plan-step.tsx';
import { PromptsStep, RoundsStep } from './rounds-step.tsx';
import type { DraftPlan } from './use-plan.ts';

export type StepProps = {
  draft: Draft;
  base: Plan;
  plan: DraftPlan;
  /** What waits for an answer changes the draft as it is by then. */
  onChange: (changes: Partial<Draft> | ((before: Draft) => Draft)) => void;
};

interface WizardStep {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** The choice so far, in a word or two. */
  readonly says: (draft: Draft) => string;
  readonly Page: ComponentType<StepProps>;
}

const captioners: Record<Draft['captioner'], string> = {
  torch: 'PyTorch',
  'onnx-fp32': 'ONNX',
  'onnx-int8': 'ONNX int8',
  checkpoint: 'captions by a trained model',
  folder: 'captions by a local folder',
  endpoint: 'captions by a server',
};

const steps: readonly WizardStep[] = [
  {
    name: 'Goal',
    title: 'What is the experiment for?',
    about: 'The goal sets sensible choices for the steps that follow; each can be changed there.',
    says: ({ goal }) => goals.find((one) => one.goal === goal)?.title ?? '',
    Page: GoalStep,
  },
  {
    name: 'Data',
    title: 'Which images?',
    about:
      'Only the texts change from round to round, never the images (VILA², section 3.1). Your files are never changed.',
    says: ({ data, base }) =>
      data.kind === 'folder' ? (data.path.split(/[\\/]/).at(-1) ?? '') : `Emoji World, ${base}`,
    Page: DataStep,
  },
  {
    name: 'Model',
    title: 'Which model, and who writes its captions?',
    about:
      'Every generalist is trained from scratch: same pretrained encoder and language model, fresh projector.',
    says: ({ model, captioner }) => `${modelTitle(model)}, ${captioners[captioner]}`,
    Page: ModelStep,
  },
  {
    name: 'Rounds',
    title: 'How many rounds, and with which prompts?',
    about:
      'In each round the model of the round before recaptions the pretraining images, and the next is trained on that.',
    says: ({ rounds, seeds }) =>
      `${rounds} ${rounds === 1 ? 'round' : 'rounds'}, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}`,
    Page: RoundsStep,
  },
  {
    name: 'Specialists',
    title: 'Which specialists?',
    about:
      'Fine-tuned from the last generalist on one skill, each answers about the pretraining images; the final generalist learns from all of them (section 3.2).',
    says: ({ specialists }) =>
      specialists === null ? 'all of the plan' : specialists.map(modelName).join(', ') || 'none',
    Page: SpecialistsStep,
  },
  {
    name: 'Controls',
    title: 'Which controls?',
    about:
      'Arms that show what a gain is due to. Reviewers of the paper asked for them; each costs one more training.',
    says: ({ controls }) => controls.map(modelName).join(', ') || 'none',
    Page: ControlsStep,
  },
  {
    name: 'Benchmarks',
    title: 'Which benchmarks?',
    about:
      'Every model answers all of them (tables 3 and 7); models are compared on identical questions only. What your data lack is skipped and said.',
    says: ({ benchmarks }) => (benchmarks === null ? 'all of the plan' : `${benchmarks.length} chosen`),
    Page: BenchmarksStep,
  },
  {
    name: 'Plan',
    title: 'The plan, and what it takes',
    about:
      'The choices as a document. Edit it where you want more than the steps offer; every fault is told with its line.',
    says: ({ document }) => (document === null ? 'from the choices' : 'edited by hand'),
    Page: PlanStep,
  },
];

const captionSteps: readonly WizardStep[] = steps.flatMap((step): WizardStep[] => {
  switch (step.name) {
    case 'Model':
      return [
        {
          ...step,
          title: 'Who writes the captions?',
          about: 'Nothing is trained: a model that is there already looks at each image once.',
          says: ({ captioner }) => captioners[captioner],
        },
      ];
    case 'Rounds':
      return [
        {
          name: 'Prompts',
          title: 'With which prompts?',
          about: 'Each image is asked one of them, as in a round of the paper (section 3.1).',
          says: ({ prompts }) =>
            promptsIn(prompts).length > 0 ? `${promptsIn(prompts).length} of your own` : 'the recipe’s',
          Page: PromptsStep,
        },
      ];
    case 'Specialists':
    case 'Controls':
    case 'Benchmarks':
      return [];
    default:
      return [step];
  }
});

/** Where only captions are written, there is nothing to choose for training. */
export const stepsOf = ({ goal }: Pick<Draft, 'goal'>): readonly WizardStep[] =>
  goal === 'recaption' ? captionSteps : steps;
