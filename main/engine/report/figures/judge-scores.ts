import * as Plot from '@observablehq/plot';
import { highestScore, lowestScore } from '../../judges/model-questions.ts';
import type { ReportInput } from '../input.ts';
import { modelName, modelOrder, roundOf } from '../names.ts';
import { type Chart, chart, colours } from './plot.ts';

interface Point {
  readonly x: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly isRound: boolean;
}

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
    const points = order.flatMap((source): Point[] =>
      own
        .filter((one) => one.source === source)
        .map(({ score }) => ({
          x: shortName(source, plan),
          value: score.value,
          low: score.low,
          high: score.high,
          isRound: source === 'original' || roundOf(source) !== null,
        })),
    );
    // A server's name for its model may hold anything, and an SVG file is XML.
    const label = `Mean scores by ${title.replace(/[<>&"]/g, ' ')}: ${points.map(({ x, value }) => `${x} ${value.toFixed(2)}`).join(', ')}`;
    return {
      title,
      chart: chart(`judge-scores-${number + 1}`, label, {
        width: 300,
        height: 200,
        marginLeft: 30,
        marginRight: 22,
        marginTop: 22,
        marginBottom: 28,
        x: { type: 'point', domain: points.map(({ x }) => x), label: null, tickSize: 0, padding: 0.4 },
        y: { domain: [lowestScore, highestScore], label: null, ticks: 5, tickSize: 0 },
        marks: [
          Plot.gridY({ stroke: colours.rule, strokeOpacity: 1 }),
          Plot.link(points, {
            x1: 'x',
            x2: 'x',
            y1: 'low',
            y2: 'high',
            stroke: colourOf,
            strokeWidth: 1.5,
            strokeOpacity: 0.55,
          }),
          Plot.line(
            points.filter(({ isRound }) => isRound),
            { x: 'x', y: 'value', stroke: colours.rounds, strokeWidth: 2 },
          ),
          Plot.dot(points, {
            x: 'x',
            y: 'value',
            fill: colourOf,
            r: 4,
            stroke: colours.surface,
            strokeWidth: 1.5,
          }),
          Plot.text(points, {
            x: 'x',
            y: 'high',
            text: ({ value }: Point) => value.toFixed(1),
            dy: -8,
            fill: colours.ink,
            fontWeight: 600,
            stroke: colours.surface,
            strokeWidth: 3,
          }),
        ],
      }),
    };
  });
}

const colourOf = ({ isRound }: Point) => (isRound ? colours.rounds : colours.final);

const shortName = (source: string, plan: ReportInput['plan']): string =>
  source === 'original' ? 'Original' : modelName(source, plan).replace(/ (specialist|generalist)$/, '');
