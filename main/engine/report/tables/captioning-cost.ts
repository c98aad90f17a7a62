import type { Step } from '../../../../shared/models.ts';
import { checkpointModelOf, isAnother, writerOf } from '../../plan/captioner.ts';
import type { ReportInput } from '../input.ts';
import { modelOrder, writerName } from '../names.ts';
import { sourceOf } from '../prices.ts';
import type { Table } from '../table.ts';
import { secondsOf } from './cost.ts';

/** What one captioner's texts took, over all seeds that wrote some in this run. */
export interface CaptioningCost {
  readonly model: string;
  readonly images: number;
  readonly captions: number;
  readonly seconds: number;
  /** For 1,000 images, with all texts that each has got. */
  readonly usdPerThousand: number;
  /** The same with the captioner's own training; null where a part of it was taken over, or it is no model of ours. */
  readonly usdPerThousandTrained: number | null;
}

/** Of captioners that wrote in this run; what was taken over from another experiment took no time here and is left out. */
export function captioningCosts({ steps, plan, cost }: ReportInput): CaptioningCost[] {
  const wrote = steps.filter(
    ({ id, kind, model, done }) =>
      kind === 'recaption' && model !== null && done > 0 && (cost.imagesByStep[id] ?? 0) > 0,
  );
  const byModel = Map.groupBy(wrote, ({ model }) => model as string);
  const hourly = (seconds: number) => (seconds / 3600) * plan.prices.deviceHour;
  return modelOrder(byModel.keys(), plan).flatMap((model) => {
    const own = (byModel.get(model) ?? []).filter((step) => (tookSeconds(step) ?? 0) > 0);
    if (own.length === 0) return [];
    const sum = (of: (step: Step) => number) => own.reduce((all, step) => all + of(step), 0);
    const images = sum(({ id }) => cost.imagesByStep[id] ?? 0);
    const seconds = sum((step) => tookSeconds(step) ?? 0);
    const usd = hourly(seconds) + sum(({ id }) => cost.usdByStep[id] ?? 0);
    const writer = writerOf(plan, model);
    const ours = !isAnother(writer);
    const training = own.map(({ seed }) => trainingSeconds(steps, checkpointModelOf(plan, model), seed));
    const trained =
      !ours || training.some((one) => one === null)
        ? null
        : usd + hourly(training.reduce<number>((all, one) => all + (one ?? 0), 0));
    return [
      {
        model,
        images,
        captions: sum(({ done }) => done),
        seconds,
        usdPerThousand: (1000 * usd) / images,
        usdPerThousandTrained: trained === null ? null : (1000 * trained) / images,
      },
    ];
  });
}

/** Null where it was not trained in this run. */
function trainingSeconds(steps: readonly Step[], model: string, seed: number | null): number | null {
  const step = steps.find((one) => one.kind === 'train' && one.model === model && one.seed === seed);
  return step && step.done > 0 ? tookSeconds(step) : null;
}

/** Of all its sittings: the clock of a resumed step tells the last one only, its rate holds for the rest too. */
const tookSeconds = (step: Step): number | null => (step.rate ? step.done / step.rate : secondsOf(step));

/** The paper's 300 times, for this run: people's price over the machine's, captioner by captioner. */
export function captioningCostTable(input: ReportInput): Table | null {
  const costs = captioningCosts(input);
  if (costs.length === 0) return null;
  const { prices } = input.plan;
  const people = prices.peoplePerThousand;
  const ratio = (usd: number | null) => (usd === null || usd === 0 ? null : { value: people / usd });
  return {
    id: 'cost-of-captions',
    number: '',
    title: 'What describing images costs, against people',
    columns: [
      { key: 'captioner', title: 'Captioner', format: 'text' },
      { key: 'images', title: 'Images', format: 'integer' },
      { key: 'texts_per_image', title: 'Texts', unit: 'an image', format: 'decimal' },
      { key: 'images_per_second', title: 'Rate', unit: 'images/s', format: 'rate' },
      { key: 'usd_per_1000', title: 'Machine', unit: 'USD per 1,000 images', format: 'usd' },
      { key: 'usd_per_1000_people', title: 'People', unit: 'USD per 1,000 images', format: 'usd' },
      { key: 'ratio', title: 'People / machine', format: 'rate' },
      { key: 'ratio_with_training', title: 'with its training', unit: 'people / machine', format: 'rate' },
    ],
    rows: costs.map(({ model, images, captions, seconds, usdPerThousand, usdPerThousandTrained }) => ({
      cells: [
        writerName(model, input.plan),
        { value: images },
        { value: captions / images },
        { value: images / seconds },
        { value: usdPerThousand },
        { value: people },
        ratio(usdPerThousand),
        ratio(usdPerThousandTrained),
      ],
    })),
    notes: [
      `Machine: ${prices.deviceHour} USD an hour (${sourceOf(prices)}, whatever this machine costs), from the first image to the last. People: ${people} USD per 1,000 images described once.`,
      'The paper’s 300 is 36 USD over 0.12 USD, from 10.6 images a second on an H100 with a far larger model.',
      'The ratio compares the prices of writing, not of texts that are equally good: how often these are right stands in the tables above.',
      'With its training: the captioner’s own training is paid by the images it describes here; the rounds and data before it are not counted.',
    ],
  };
}
