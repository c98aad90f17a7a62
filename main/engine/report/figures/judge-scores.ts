import type { Measured } from '../../../../shared/judge.ts';
import { highestScore, lowestScore } from '../../judges/model-questions.ts';
import type { ReportInput } from '../input.ts';
import { modelName, modelOrder, roundOf } from '../names.ts';
import { modelPanel, type PanelPoint } from './model-panel.ts';
import { type Chart, colours } from './plot.ts';

export interface JudgeChart {
  readonly title: string;
  readonly chart: Chart;
}

/** The paper's Figure 2: a judge model's mean score of each source's captions, on the same images. One panel a judge and seed. */
export function judgeScores({ judged, plan }: Pick<ReportInput, 'judged' | 'plan'>): JudgeChart[] {
  const panels = (judged?.models ?? []).flatMap(({ judge, scores }) => {
    const seeds = [...Map.groupBy(scores, ({ seed }) => seed)];
    return seeds.map(([seed, own]) => ({
      title: seeds.length > 1 ? `${judge}, seed ${seed}` : judge,
      own,
    }));
  });
  return panels.map(({ title, own }, number) => {
    const order = modelOrder(
      own.map(({ source }) => source),
      plan,
    );
    const points = order.flatMap((source) =>
      own.filter((one) => one.source === source).map(({ score }) => pointOf(source, score, plan)),
    );
    // A server's name for its model may hold anything, and an SVG file is XML.
    const label = `Mean scores by ${title.replace(/[<>&"]/g, ' ')}: ${points.map(({ name, value }) => `${name} ${value.toFixed(2)}`).join(', ')}`;
    return {
      title,
      chart: modelPanel(`judge-scores-${number + 1}`, label, {
        names: points.map(({ name }) => name),
        points,
        range: [lowestScore, highestScore],
        format: (value) => value.toFixed(1),
      }),
    };
  });
}

function pointOf(source: string, { value, low, high }: Measured, plan: ReportInput['plan']): PanelPoint {
  const joined = source === 'original' || roundOf(source) !== null;
  const colour = joined ? colours.rounds : colours.final;
  return { name: shortName(source, plan), value, low, high, colour, joined };
}

const shortName = (source: string, plan: ReportInput['plan']): string =>
  source === 'original' ? 'Original' : modelName(source, plan).replace(/ (specialist|generalist)$/, '');
