import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { placesOf } from '../../main/engine/places.ts';
import { modelsOf } from '../../main/engine/plan/arms.ts';
import { acceptFewCaptions } from '../../main/engine/run/overrule.ts';
import { allScores, captionsOfModel, coverages, openForReading } from '../../main/engine/store/index.ts';
import type { Plan } from '../../shared/plan.ts';
import type { SampleLine } from '../../shared/trainer-protocol.ts';
import { caption, startChatServer } from '../servers/chat-server.ts';
import { littleExperiment, runHere, stepsOf } from './little-experiment.ts';

const little = (change: (plan: Plan) => Plan): string => {
  const folder = littleExperiment(change);
  onTestFinished(() => rmSync(dirname(folder), { recursive: true, force: true }));
  return folder;
};

const stages = ['align', 'pretrain', 'sft'] as const;

/** What a generalist was trained on, as its snapshot has it. */
const samples = (folder: string, model: string, stage: (typeof stages)[number]): SampleLine[] =>
  readFileSync(
    join(placesOf(folder).snapshots, `train.seed1.${model}`, `${stages.indexOf(stage) + 1}-${stage}.jsonl`),
    'utf8',
  )
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const words = (text: string): number => text.split(/\s+/).filter(Boolean).length;

test('every arm is trained on what its name says, evaluated, and stands in the report', async () => {
  const server = await startChatServer((asked, response) =>
    caption(response, `another word for ${asked.body.messages[0].content[1].text}`),
  );
  onTestFinished(() => server.stop());
  let plan: Plan | undefined;
  const folder = little((base) => {
    plan = {
      ...base,
      specialists: [
        { name: 'spatial', set: 'spatial', prompts: ['where are the things?'], benchmark: 'pope' },
        { name: 'ocr', set: 'ocr', prompts: ['what does the sign say?'], benchmark: 'pope' },
      ],
      benchmarks: ['pope'],
      specialistArms: ['alone', 'leave-one-out', 'none'],
      reducedShares: [0.5],
      controls: [
        'matched-length',
        'more-data',
        'other-captioner',
        'specialist-data',
        'shuffled',
        'equal-compute',
      ],
      otherCaptioner: {
        kind: 'endpoint',
        url: server.url,
        model: 'other',
        inFlight: 8,
        timeoutSeconds: 20,
        retries: 2,
        logProbabilities: false,
      },
      variants: [
        { name: 'brief', prompts: ['describe the image briefly.'] },
        { name: 'recaption-only', template: 'recaption' },
        { name: 'original-only', template: 'original' },
      ],
    };
    return plan;
  });
  expect(await runHere(folder)).toBe('done');
  expect(stepsOf(folder).filter(({ state }) => state !== 'done')).toEqual([]);
  const db = openForReading(placesOf(folder).database);
  onTestFinished(() => void db.close());
  const scored = new Set(allScores(db).map(({ model }) => model));
  expect(scored).toEqual(new Set(modelsOf(plan as Plan)));

  const texts = (model: string) =>
    samples(folder, model, 'pretrain').map(({ turns }) => turns[0]?.assistant ?? '');
  const turnsOf = (model: string) =>
    new Set(samples(folder, model, 'pretrain').flatMap(({ turns }) => turns.map(({ user }) => user)));
  const [sign, place] = ['what does the sign say?', 'where are the things?'];
  expect(turnsOf('final')).toContain(sign);
  expect(turnsOf('final')).toContain(place);
  expect([turnsOf('only-ocr').has(sign), turnsOf('only-ocr').has(place)]).toEqual([true, false]);
  expect([turnsOf('without-ocr').has(sign), turnsOf('without-ocr').has(place)]).toEqual([false, true]);
  expect([turnsOf('without-specialists').has(sign), turnsOf('without-specialists').has(place)]).toEqual([
    false,
    false,
  ]);
  const all = samples(folder, 'final', 'pretrain').length;
  const half = samples(folder, 'final-50pct', 'pretrain');
  expect(half.length).toBeGreaterThan(all * 0.35);
  expect(half.length).toBeLessThan(all * 0.65);
  const seen = new Set(half.map(({ row }) => row));
  expect(samples(folder, 'final-50pct', 'align').every(({ row }) => seen.has(row))).toBe(true);

  const own = new Map(
    samples(folder, 'v0', 'pretrain').map(({ row, turns }) => [row, words(turns[0]?.assistant ?? '')]),
  );
  for (const { row, turns } of samples(folder, 'matched-length', 'pretrain'))
    if (own.has(row)) expect(words(turns[0]?.assistant ?? '')).toBeLessThanOrEqual(own.get(row) as number);
  expect(samples(folder, 'more-data', 'pretrain').length).toBeGreaterThan(1.8 * own.size);
  expect(samples(folder, 'specialist-data', 'sft').length).toBeGreaterThan(
    samples(folder, 'v1', 'sft').length,
  );
  expect(texts('original-only').sort()).toEqual(texts('v0').sort());
  expect(texts('recaption-only')).not.toEqual(texts('v1'));
  expect(turnsOf('brief')).toEqual(new Set(['describe the image briefly.']));
  const others = captionsOfModel(db, 'other-captioner', 1);
  expect(others.length).toBe(coverages(db).find(({ source }) => source === 'other-captioner')?.wanted);
  expect(texts('other-captioner').some((text) => text.includes(others[0]?.text ?? '-'))).toBe(true);

  const report = readFileSync(join(placesOf(folder).report, 'report.html'), 'utf8');
  for (const title of [
    'Prompts and templates of the first round',
    'What each specialist contributes',
    'Specialists alone, all but one, and together',
    'Is it the captions?',
    'Recaptions wanted, written and lost',
  ])
    expect(report).toContain(title);
}, 400_000);

test('too few usable recaptions stop before training; accepted by hand, the others fall back and are counted', async () => {
  const folder = little((base) => ({
    ...base,
    decoding: { ...base.decoding, maxNewTokens: 14 },
    keep: { ...base.keep, truncated: false },
    withoutRecaption: 'original',
    minimumCoverage: 1,
  }));
  expect(await runHere(folder)).toBe('failed');
  const refused = stepsOf(folder).find(({ state }) => state === 'failed');
  expect(refused?.id).toBe('train.seed1.v1');
  expect(refused?.note).toMatch(
    /^Too few captions can be used: of 200 by v0 \d+ .*cut at the longest length/,
  );
  acceptFewCaptions(folder);
  expect(await runHere(folder)).toBe('done');
  const db = openForReading(placesOf(folder).database);
  const [coverage] = coverages(db);
  db.close();
  const { wanted, usable, fellBack } = coverage as NonNullable<typeof coverage>;
  expect(usable).toBeLessThan(wanted);
  expect(fellBack).toBeGreaterThan(0);
  expect(samples(folder, 'v1', 'pretrain').length).toBe(usable + fellBack);
  expect(readFileSync(join(placesOf(folder).report, 'report.html'), 'utf8')).toContain('it was said by hand');
}, 200_000);
