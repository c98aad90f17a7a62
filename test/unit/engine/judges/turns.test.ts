import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../../../main/engine/engine.ts';
import { placesOf } from '../../../../main/engine/places.ts';
import { takeLock } from '../../../../main/engine/run/lock.ts';
import {
  allJudgements,
  allSteps,
  clearImages,
  drawnStrata,
  forgetResults,
  insertModelScore,
  modelScoresOf,
} from '../../../../main/engine/store/index.ts';
import type { JudgeAnswer, JudgeTurn } from '../../../../shared/judge.ts';
import { requests } from '../../../../shared/requests.ts';
import { type MadeUp, madeUp, engine as newEngine, write, writers } from './made-up.ts';

const engines: Engine[] = [];
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.stop()));
});
function engine(): Engine {
  const made = newEngine();
  engines.push(made);
  return made;
}

/** Judges until nothing is left (or `most` answers), by a rule that sees what the judge sees. */
async function judgeAll(
  { folder: path }: Pick<MadeUp, 'folder'>,
  judge: string,
  rule: (turn: NonNullable<JudgeTurn['pair']>) => JudgeAnswer,
  most = Number.POSITIVE_INFINITY,
): Promise<JudgeTurn[]> {
  const asked = engine();
  let turn = await asked.call('judge.next', { path, judge });
  const turns = [turn];
  for (let count = 0; turn.pair && count < most; count++) {
    turn = await asked.call('judge.answer', { path, judge, pair: turn.pair.token, answer: rule(turn.pair) });
    turns.push(turn);
  }
  return turns;
}

const longer: (pair: { left: string; right: string }) => JudgeAnswer = ({ left, right }) =>
  left.length > right.length ? 'left' : 'right';

describe('blindness', () => {
  test('nothing that a judge is sent tells the sources, and what it holds is what the contract says', async () => {
    const made = await madeUp(12, {
      v0: (image) => `an apple by a tree, ${image}.`,
      v1: (image) => `an apple and a pear, ${image}.`,
    });
    await engine().call('judge.draw', { path: made.folder, pairs: 12 });
    const turns = await judgeAll(made, 'Anna', longer);
    expect(turns.length).toBe(25);
    for (const turn of turns) {
      const { pair } = requests['judge.next'].result.parse(turn);
      if (!pair) continue;
      expect(Object.keys(pair).sort()).toEqual(['height', 'imageId', 'left', 'right', 'token', 'width']);
      const { left, right, ...rest } = pair;
      expect(JSON.stringify(rest)).not.toMatch(/original|v0|v1|pretrain|checkpoint/);
      expect(left).not.toBe(right);
    }
  });

  test('sources stand on both sides', async () => {
    const made = await madeUp(40);
    await engine().call('judge.draw', { path: made.folder, pairs: 40, against: [['v0', 'v1']] });
    const turns = await judgeAll(made, 'Anna', longer);
    const left = turns.flatMap(({ pair }) => pair ?? []).filter(({ left }) => left.startsWith('round two'));
    expect(left.length).toBeGreaterThan(8);
    expect(left.length).toBeLessThan(32);
    // Whoever always takes the longer one takes V1's, on whatever side it stood.
    const [rate] = (await engine().call('judge.results', { path: made.folder })).winRates;
    expect(rate).toMatchObject({ first: 'v0', second: 'v1', wins: 40, losses: 0, ties: 0, judges: 1 });
    expect(rate?.winRate).toMatchObject({ value: 1, high: 1, n: 40 });
    expect(rate?.winRate.low).toBeGreaterThan(0.9);
  });
});

describe('the draw', () => {
  test('has the same number for each pair of sources, leaves out texts that are the same, and says how many', async () => {
    const made = await madeUp(30, {
      ...writers,
      v1: (image) => (image % 3 === 0 ? `round one sees picture ${image}.` : `round two, ${image}.`),
    });
    const drawn = await engine().call('judge.draw', { path: made.folder, pairs: 15 });
    expect(drawn.map(({ first, second, pairs, forPeople }) => [first, second, pairs, forPeople])).toEqual([
      ['original', 'v0', 15, 15],
      ['v0', 'v1', 15, 15],
      ['v1', 'v2', 15, 15],
    ]);
    const [, between] = drawn;
    expect(between?.identical).toBeGreaterThan(0);
    expect(between?.lookedAt).toBe(15 + (between?.identical ?? 0));
  });

  test('asked again it draws the same; asked for more it adds', async () => {
    const made = await madeUp(30);
    const tokens = () =>
      made.db
        .prepare('SELECT token FROM judge_pairs WHERE for_people = 1 ORDER BY stratum_id, rank')
        .pluck()
        .all();
    const draw = (pairs: number) =>
      engine().call('judge.draw', { path: made.folder, pairs, against: [['v1', 'v0']] });
    await draw(10);
    const first = tokens();
    await draw(10);
    expect(tokens()).toEqual(first);
    await draw(25);
    expect(tokens().slice(0, 10)).toEqual(first);
    expect(tokens().length).toBe(25);
    await draw(99);
    expect(tokens().length).toBe(30);
    // Whichever is named first: the earlier one is.
    expect(drawnStrata(made.db)).toMatchObject([{ first: 'v0', second: 'v1' }]);
  });

  test('a specialist is judged by its answer to its first describing prompt', async () => {
    const made = await madeUp(5);
    const { name, prompts } = made.plan.specialists[0] as { name: string; prompts: string[] };
    const describing = prompts.find((prompt) => !prompt.includes('{')) as string;
    write(made.db, name, 1, 5, () => 'yes', 'a prompt put first');
    write(made.db, name, 1, 5, (image) => `left of picture ${image}`, describing);
    await engine().call('judge.draw', { path: made.folder, pairs: 5, against: [['original', name]] });
    const turns = await judgeAll(made, 'Anna', () => 'tie');
    const seen = turns.flatMap(({ pair }) => (pair ? [pair.left, pair.right] : []));
    expect(seen.filter((text) => text.startsWith('left of picture')).length).toBe(5);
    expect(seen).not.toContain('yes');
  });

  test.each<[string, object, RegExp, RegExp]>([
    [
      'an unknown source',
      { against: [['v0', 'v9']] },
      /"v9" has written no captions/,
      /original, v0, v1, v2/,
    ],
    ['a source against itself', { against: [['v0', 'v0']] }, /against itself/, /two sources/],
    ['an unknown seed', { seed: 5 }, /No model of seed 5/, /Use one of: 1/],
  ])('%s is refused in words', async (_, how, message, advice) => {
    const { folder: path } = await madeUp(3);
    const failure = await engine()
      .call('judge.draw', { path, ...how })
      .catch((error) => error);
    expect(failure.message).toMatch(message);
    expect(failure.advice).toMatch(advice);
    expect((await engine().call('judge.get', { path })).strata).toEqual([]);
  });

  test('another draw seed after the first is refused; without captions there is nothing to draw', async () => {
    const { folder: path } = await madeUp(3);
    await engine().call('judge.draw', { path });
    await expect(engine().call('judge.draw', { path, drawSeed: 2 })).rejects.toThrow(
      /drawn with seed 1 before/,
    );
    const { folder: empty } = await madeUp(3, {});
    await expect(engine().call('judge.draw', { path: empty })).rejects.toThrow(/no captions to judge yet/);
    expect(await engine().call('judge.get', { path: empty })).toMatchObject({ seeds: [], total: 0 });
  });
});

describe('answers', () => {
  test('are counted, skips are not asked again, and the end is told', async () => {
    const made = await madeUp(6, { v0: (image) => `picture ${image}` });
    await engine().call('judge.draw', { path: made.folder, pairs: 6 });
    let count = 0;
    const turns = await judgeAll(made, 'Anna', () => (++count % 3 === 0 ? 'skip' : 'tie'));
    expect(turns.at(-1)).toEqual({ pair: null, answered: 4, skipped: 2, total: 6 });
    const { judges } = await engine().call('judge.get', { path: made.folder });
    expect(judges).toMatchObject([{ judge: 'Anna', answered: 4, skipped: 2 }]);
    expect(allJudgements(made.db).length).toBe(4);
  });

  test('undo puts the last pair again, as often as there are answers, and nobody else’s', async () => {
    const made = await madeUp(6, { v0: (image) => `picture ${image}` });
    const { folder: path } = made;
    await engine().call('judge.draw', { path, pairs: 6 });
    await judgeAll(made, 'Ben', () => 'left', 2);
    const turns = await judgeAll(made, 'Anna', () => 'skip', 2);
    const undone = await engine().call('judge.undo', { path, judge: 'anna' });
    expect(undone).toMatchObject({ pair: turns[1]?.pair, skipped: 1 });
    expect(await engine().call('judge.undo', { path, judge: 'Anna' })).toEqual(turns[0]);
    await expect(engine().call('judge.undo', { path, judge: 'Anna' })).rejects.toThrow(
      /no answer to take back/,
    );
    expect(allJudgements(made.db).map(({ judge }) => judge)).toEqual(['ben', 'ben']);
  });

  test('a second answer to the same pair is refused and the first stands', async () => {
    const made = await madeUp(3, { v0: (image) => `picture ${image}` });
    const { folder: path } = made;
    await engine().call('judge.draw', { path, pairs: 3 });
    const { pair } = await engine().call('judge.next', { path, judge: 'Anna' });
    const answer = (answer: JudgeAnswer) =>
      engine().call('judge.answer', { path, judge: 'Anna', pair: pair?.token ?? '', answer });
    await answer('left');
    await expect(answer('right')).rejects.toThrow(/has answered this pair already/);
    await expect(
      engine().call('judge.answer', { path, judge: 'Anna', pair: 'nonsense', answer: 'left' }),
    ).rejects.toThrow(/no such pair/);
    expect(allJudgements(made.db).map(({ answer: kept }) => kept)).toEqual(['left']);
  });

  test.each(['', '   ', 'a\nb', 'x'.repeat(61), 'bell\u0007'])('%j is no name', async (judge) => {
    const { folder: path } = await madeUp(1);
    await expect(engine().call('judge.next', { path, judge })).rejects.toThrow(/malformed/);
  });

  test('are stored while a run holds the experiment and is in the middle of a transaction', async () => {
    const made = await madeUp(3, { v0: (image) => `picture ${image}` });
    const { folder: path } = made;
    await engine().call('judge.draw', { path, pairs: 3 });
    const places = placesOf(path);
    expect(takeLock(places.lock)).toBeNull();
    // As a run does: another process, which writes and commits half a second later.
    const writer = spawn(
      process.execPath,
      [
        '-e',
        `const db = new (require('better-sqlite3'))(process.argv[1]);
         db.exec("BEGIN IMMEDIATE; INSERT INTO facts VALUES ('run', '1')");
         console.log('holds');
         setTimeout(() => { db.exec('COMMIT'); db.close(); }, 500);`,
        places.database,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(writer.stdout, 'data');
    const began = performance.now();
    const turns = await judgeAll(made, 'Anna', () => 'left', 1);
    expect(performance.now() - began).toBeGreaterThan(250);
    expect(turns.at(-1)).toMatchObject({ answered: 1 });
    await once(writer, 'exit');
    expect(made.db.prepare('SELECT json FROM facts WHERE name = ?').pluck().get('run')).toBe('1');
    expect(allJudgements(made.db).length).toBe(1);
  });
});

describe('results', () => {
  test('agreement of two and of three judges, over what they have in common', async () => {
    const made = await madeUp(20, { v0: (image) => `picture ${image} is here` });
    const { folder: path } = made;
    await engine().call('judge.draw', { path, pairs: 20 });
    await judgeAll(made, 'Anna', longer);
    await judgeAll(made, 'Ben', (pair) => (pair.imageId % 4 === 0 ? 'tie' : longer(pair)));
    const two = await engine().call('judge.results', { path });
    expect(two.agreement.length).toBe(1);
    expect(two.agreement[0]).toMatchObject({ judges: ['Anna', 'Ben'], pairs: 20 });
    expect(two.agreement[0]?.same?.value).toBeCloseTo(15 / 20, 12);
    await judgeAll(made, 'Cleo', longer, 6);
    const three = await engine().call('judge.results', { path });
    expect(three.agreement.map(({ judges }) => judges)).toEqual([
      null,
      ['Anna', 'Ben'],
      ['Anna', 'Cleo'],
      ['Ben', 'Cleo'],
    ]);
    expect(three.agreement[2]).toMatchObject({ pairs: 6, same: { value: 1 } });
    expect(three.winRates[0]).toMatchObject({ judges: 3 });
    expect(three.winRates[0]?.winRate.n).toBe(20);
  });

  test('measures: who prefers the longer caption agrees with the number of words; precision where objects are named', async () => {
    const made = await madeUp(16, {
      v0: (image) => `a ${image % 2 ? 'cat' : 'dog'} there`,
      v1: (image) => `a ${image % 2 ? 'dog' : 'cat'} and a ${image % 2 ? 'cat' : 'dog'} there`,
    });
    const { folder: path } = made;
    await engine().call('judge.draw', { path, pairs: 16, against: [['v0', 'v1']] });
    await judgeAll(made, 'Anna', longer);
    const { measures } = await engine().call('judge.results', { path });
    const share = (measure: string) => measures.find((one) => one.measure === measure)?.share?.value;
    expect(share('words')).toBe(1);
    // Image 1 shows a cat (row 0): V0 is right about every picture, V1 about half of what it names.
    expect(share('object-precision')).toBe(0);
    expect(measures.find(({ measure }) => measure === 'object-recall')).toMatchObject({ decided: 0 });
    expect(share('log-probability')).toBe(1);
  });
});

test('captions that are written anew take what was judged of them along, and leave the rest; images imported anew take all', async () => {
  const made = await madeUp(4);
  const { folder: path, db } = made;
  await engine().call('judge.draw', { path, pairs: 4 });
  await judgeAll(made, 'Anna', longer);
  const origin = { judge: 'm', said: '7', address: 'a', tokens: 1, seconds: 1, usd: null };
  for (const source of ['original', 'v1', 'v2'])
    insertModelScore(db, '', { source, seed: 1, imageId: 1, score: 7 }, origin);
  // V1 stands in two pairs of sources and in one model's scores; V0 against the original text stays.
  const asked = (step: string) => engine().call('run.dependants', { path, step });
  expect((await asked('recaption.seed1.v1')).judged).toEqual({ people: 8, models: 1 });
  expect((await asked('report')).judged).toEqual({ people: 0, models: 0 });
  forgetResults(
    db,
    allSteps(db).filter(({ id }) => id === 'recaption.seed1.v1'),
  );
  expect(drawnStrata(db).map(({ second }) => second)).toEqual(['v0']);
  expect(allJudgements(db).length).toBe(4);
  expect(modelScoresOf(db, 'm').map(({ source }) => source)).toEqual(['original', 'v2']);
  // As much as is left can be judged on.
  expect(await engine().call('judge.next', { path, judge: 'Anna' })).toMatchObject({
    pair: null,
    answered: 4,
  });

  for (const model of ['v0', 'v2']) db.prepare('DELETE FROM captions WHERE model = ?').run(model);
  clearImages(db);
  expect(drawnStrata(db)).toEqual([]);
  expect(modelScoresOf(db, 'm')).toEqual([]);
});

test('every metric that was stored of both captions is held to what people prefer', async () => {
  const made = await madeUp(6);
  const { folder: path, db } = made;
  await engine().call('judge.draw', { path, pairs: 6, against: [['original', 'v0']] });
  await judgeAll(made, 'Anna', longer);
  // As the measuring step stores them: the original under minus the image's id.
  const insert = db.prepare(
    `INSERT INTO caption_metrics (model_seed, source, caption, image_id, words, truncated, repetition, objects_named, objects_right,
       objects_there, mentions, imagined, boxes, boxes_valid, quotes)
     VALUES (1, ?, ?, ?, 5, 0, ?, 2, ?, 2, 4, ?, 0, 0, 0)`,
  );
  for (const { id, image_id: image } of db
    .prepare("SELECT id, image_id FROM captions WHERE model = 'v0'")
    .all() as { id: number; image_id: number }[]) {
    insert.run('original', -image, image, 0.1, 1, 3);
    insert.run('v0', id, image, 0.5, 2, 1);
  }
  const { measures } = await engine().call('judge.results', { path });
  const share = (measure: string) => measures.find((one) => one.measure === measure)?.share?.value;
  // Anna takes the longer text, which is V0's: it repeats more, names more rightly and imagines less.
  expect(share('repetition')).toBe(1);
  expect(share('object-precision')).toBe(1);
  expect(share('chair-i')).toBe(0);
  // What the measuring step has stored stands: five words on both sides.
  expect(measures.find(({ measure }) => measure === 'words')).toMatchObject({ decided: 0, undecided: 6 });
  expect(measures.some(({ measure }) => measure === 'boxes-valid')).toBe(false);
});
