import { modelTitle } from '../../../shared/model-title.ts';
import type { OtherCaptioner, Plan, Stage } from '../../../shared/plan.ts';
import { pico } from '../models/pico.ts';
import { isAnother, nameOfAnother } from '../plan/captioner.ts';
import { counted, listed } from './format.ts';
import type { ReportInput } from './input.ts';

/** How this run departs from the paper (arXiv 2407.17453 v2), and how its figures were made. One note each. */
export function methodNotes({ plan, scores }: ReportInput): string[] {
  if (plan.captionsOnly) return captionNotes(plan);
  const { align, pretrain, recaptionPretrain, finalPretrain, sft, specialist } = plan.stages;
  const frozen = Object.values(plan.stages).every(({ trains }) =>
    trains.every((part) => part === 'projector' || part === 'lm'),
  );
  const sizes = [...new Set(scores.map(({ n }) => n))];
  return [
    plan.model === pico
      ? `Model: “${plan.model}”, a very small model of a standard architecture, not the paper’s 8 to 40 billion parameters. What holds here need not hold there.`
      : `Model: “${modelTitle(plan.model)}” (${plan.model}). Every generalist starts from its encoder and language model with a fresh projector, as in the paper. Both were trained before by somebody else, on data that may hold the benchmarks: differences between the models of this experiment are not touched by that, their levels may be. Each picture is one square; it is not cut into parts.`,
    ...(frozen
      ? [
          'The vision encoder stays frozen through all stages and its features are computed once; the paper trains everything in SFT.',
        ]
      : []),
    `Epochs: align ${align.epochs}, pretrain ${pretrain.epochs}, SFT ${sft.epochs}, specialist ${specialist.epochs}; the paper trains one epoch each.`,
    `Batches of ${align.batchSize}, ${pretrain.batchSize}, ${sft.batchSize} and ${specialist.batchSize}; peak learning rates ${listed(
      [align, pretrain, sft, specialist].map(({ learningRate }) => String(learningRate)),
    )}. The paper: batches of 1,024; 0.001, 0.00005, 0.00002 and 0.0001.`,
    ...(recaptionPretrain
      ? [`Pretraining on recaptions, which are longer than alt text: ${howTrained(recaptionPretrain)}.`]
      : []),
    ...(finalPretrain
      ? [
          `Pretraining of the final generalist, whose conversations carry every specialist’s answers: ${howTrained(finalPretrain)}.`,
        ]
      : []),
    `Template: ${plan.template === 'concatenated' ? 'original text and recaption concatenated, as the paper recommends' : 'the recaption alone'}; ${Math.round(
      plan.recaptionShare * 100,
    )} % of the pretraining images recaptioned${plan.recaptionShare === 1 ? ' (the paper: half)' : ''}, ${counted(
      plan.longPrompts.length,
      'long prompt',
    )} drawn at random${plan.longPrompts.some((prompt) => typeof prompt !== 'string') ? ' by the plan’s weights' : ''}.`,
    ...(isAnother(plan.captioner)
      ? [
          `Recaptions of the rounds: written by ${nameOfAnother(plan.captioner)} at ${placeOf(plan.captioner)}, not by the model itself. This is distillation from another model, not self-augmentation; what a round gains is that model’s doing.`,
        ]
      : []),
    decodingInWords(plan),
    `Intervals: percentile bootstrap, ${plan.stop.resamples.toLocaleString('en-US')} resamples. Comparisons: paired bootstrap on the same items, two-sided p-values, Holm’s correction over the benchmarks of a pair of models, level ${plan.stop.alpha}. With several seeds, items and seeds are both resampled, the seeds’ part widened as Student’s t asks for so few.`,
    ...(sizes.length > 0
      ? [
          `Benchmarks hold ${Math.min(...sizes).toLocaleString('en-US')} to ${Math.max(...sizes).toLocaleString('en-US')} items, the same for every model.`,
        ]
      : []),
  ];
}

/** Where nothing is trained, there is little to depart in. */
const captionNotes = (plan: Plan): string[] => [
  ...(isAnother(plan.captioner)
    ? [`Captions: written by ${nameOfAnother(plan.captioner)} at ${placeOf(plan.captioner)}.`]
    : []),
  'Nothing was trained: this is the recaptioning of one round by itself (the paper, section 3.1).',
  decodingInWords(plan),
];

const decodingInWords = ({ decoding }: Plan): string =>
  decoding.temperature === 0
    ? 'Captions are decoded greedily.'
    : `Captions are sampled at temperature ${decoding.temperature}, top-p ${decoding.topP}.`;

const placeOf = (writer: OtherCaptioner): string => (writer.kind === 'endpoint' ? writer.url : writer.path);

const howTrained = ({ epochs, batchSize, learningRate }: Stage): string =>
  `${counted(epochs, 'epoch')}, batches of ${batchSize}, peak learning rate ${learningRate}`;
