/** Pairs of captions drawn for judges, and where their texts are. */
import type { DrawnStratum, Stratum } from '../../../shared/judge.ts';
import type { Db } from './database.ts';

/** A caption to be judged; `caption` null is the text that the image came with. */
export interface SourceText {
  readonly caption: number | null;
  readonly text: string;
}

export interface NewPair {
  readonly imageId: number;
  readonly token: string;
  readonly first: number | null;
  readonly second: number | null;
}

export interface StoredStratum extends Stratum {
  readonly id: number;
  readonly drawSeed: number;
}

/** Models that have written captions, each with its seed. Jumps through the index, so that a million captions cost nothing. */
export function writersOf(db: Db): { model: string; seed: number }[] {
  return db
    .prepare(
      `WITH RECURSIVE found (model, seed) AS (
         SELECT * FROM (SELECT model, model_seed FROM captions ORDER BY model, model_seed LIMIT 1)
         UNION ALL
         SELECT next.model, next.model_seed FROM found JOIN captions AS next ON next.id = coalesce(
           (SELECT id FROM captions WHERE model = found.model AND model_seed > found.seed ORDER BY model_seed LIMIT 1),
           (SELECT id FROM captions WHERE model > found.model ORDER BY model, model_seed LIMIT 1)))
       SELECT model, seed FROM found`,
    )
    .all() as { model: string; seed: number }[];
}

/** Images that all of these models of a seed have written about, ascending. One walk along the index; the others are looked up in it. */
export function imagesWithCaptionsBy(db: Db, models: readonly string[], seed: number): number[] {
  const [one, ...others] = models;
  if (one === undefined) return [];
  const also = others.map(
    () =>
      'AND EXISTS (SELECT 1 FROM captions WHERE model = ? AND model_seed = ? AND image_id = mine.image_id)',
  );
  return db
    .prepare(
      `SELECT DISTINCT image_id FROM captions AS mine WHERE model = ? AND model_seed = ? ${also.join(' ')} ORDER BY image_id`,
    )
    .pluck()
    .all(one, seed, ...others.flatMap((other) => [other, seed])) as number[];
}

/** What a source wrote about an image, `original` being its own first text; a model's first answer to `prompt`, or its first one where that is null. */
export function textOfSource(
  db: Db,
  source: string,
  seed: number,
  imageId: number,
  prompt: string | null,
): SourceText | null {
  const found =
    source === 'original'
      ? db
          .prepare('SELECT NULL AS caption, assistant AS text FROM turns WHERE image_id = ? AND ordinal = 0')
          .get(imageId)
      : db
          .prepare(
            `SELECT id AS caption, text FROM captions WHERE image_id = ? AND model = ? AND model_seed = ? AND prompt = coalesce(?, prompt)
             ORDER BY id LIMIT 1`,
          )
          .get(imageId, source, seed, prompt);
  return (found as SourceText | undefined) ?? null;
}

export function findStratum(db: Db, { first, second, seed }: Stratum): StoredStratum | null {
  return (
    (db
      .prepare(
        `SELECT id, first, second, model_seed AS seed, draw_seed AS drawSeed FROM judge_strata
         WHERE first = ? AND second = ? AND model_seed = ?`,
      )
      .get(first, second, seed) as StoredStratum | undefined) ?? null
  );
}

/** Puts a stratum in, or finds it. */
export function openStratum(db: Db, stratum: Stratum, drawSeed: number): StoredStratum {
  db.prepare(
    'INSERT OR IGNORE INTO judge_strata (first, second, model_seed, draw_seed) VALUES (?, ?, ?, ?)',
  ).run(stratum.first, stratum.second, stratum.seed, drawSeed);
  return findStratum(db, stratum) as StoredStratum;
}

export function imagesOfStratum(db: Db, stratum: number): Set<number> {
  return new Set(
    db.prepare('SELECT image_id FROM judge_pairs WHERE stratum_id = ?').pluck().all(stratum) as number[],
  );
}

/** One transaction. New pairs take the ranks after those that are there; the first `forPeople` of all are for people, none that are so already cease to be. */
export function addPairs(
  db: Db,
  stratum: number,
  pairs: readonly NewPair[],
  told: { lookedAt: number; identical: number; forPeople: number },
): void {
  const insert = db.prepare(
    `INSERT OR IGNORE INTO judge_pairs (stratum_id, image_id, token, first_caption, second_caption, rank, for_people)
     SELECT ?, ?, ?, ?, ?, count(*), 0 FROM judge_pairs WHERE stratum_id = ?`,
  );
  db.transaction(() => {
    for (const { imageId, token, first, second } of pairs)
      insert.run(stratum, imageId, token, first, second, stratum);
    db.prepare('UPDATE judge_pairs SET for_people = 1 WHERE stratum_id = ? AND rank < ?').run(
      stratum,
      told.forPeople,
    );
    db.prepare(
      'UPDATE judge_strata SET looked_at = max(looked_at, ?), identical = max(identical, ?) WHERE id = ?',
    ).run(told.lookedAt, told.identical, stratum);
  })();
}

export function drawnStrata(db: Db): DrawnStratum[] {
  return db
    .prepare(
      `SELECT first, second, model_seed AS seed, count(judge_pairs.id) AS pairs, ifnull(sum(for_people), 0) AS forPeople,
         looked_at AS lookedAt, identical
       FROM judge_strata LEFT JOIN judge_pairs ON stratum_id = judge_strata.id GROUP BY judge_strata.id ORDER BY judge_strata.id`,
    )
    .all() as DrawnStratum[];
}

export interface StoredPair {
  readonly id: number;
  readonly token: string;
  readonly stratum: number;
  readonly rank: number;
}

const pairColumns = 'id, token, stratum_id AS stratum, rank';

export function pairsForPeople(db: Db): StoredPair[] {
  return db
    .prepare(`SELECT ${pairColumns} FROM judge_pairs WHERE for_people = 1 ORDER BY id`)
    .all() as StoredPair[];
}

/** The first so many of a stratum. */
export function firstPairs(db: Db, stratum: number, count: number): StoredPair[] {
  return db
    .prepare(`SELECT ${pairColumns} FROM judge_pairs WHERE stratum_id = ? AND rank < ? ORDER BY rank`)
    .all(stratum, count) as StoredPair[];
}

export function pairOfToken(db: Db, token: string): StoredPair | null {
  return (
    (db.prepare(`SELECT ${pairColumns} FROM judge_pairs WHERE token = ?`).get(token) as
      | StoredPair
      | undefined) ?? null
  );
}

export interface PairTexts {
  readonly imageId: number;
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly first: string;
  readonly second: string;
}

export function textsOfPair(db: Db, id: number): PairTexts {
  return db
    .prepare(
      `SELECT images.id AS imageId, file, width, height, iif(first_caption IS NULL, assistant, a.text) AS first,
         iif(second_caption IS NULL, assistant, b.text) AS second
       FROM judge_pairs JOIN images ON images.id = judge_pairs.image_id
         LEFT JOIN captions AS a ON a.id = first_caption LEFT JOIN captions AS b ON b.id = second_caption
         LEFT JOIN turns ON turns.image_id = images.id AND ordinal = 0
       WHERE judge_pairs.id = ?`,
    )
    .get(id) as PairTexts;
}

export interface JudgedCaption {
  readonly source: string;
  readonly seed: number;
  /** captions.id, or minus the image's id for the text it came with. */
  readonly caption: number;
  /** Null where it is the image's own text, or its writer does not tell. */
  readonly logProbability: number | null;
}

export function captionsOfPair(db: Db, pair: number): { first: JudgedCaption; second: JudgedCaption } {
  const row = db
    .prepare(
      `SELECT first, second, judge_strata.model_seed AS seed, ifnull(first_caption, -judge_pairs.image_id) AS firstCaption,
         ifnull(second_caption, -judge_pairs.image_id) AS secondCaption, a.log_probability AS firstLog, b.log_probability AS secondLog
       FROM judge_pairs JOIN judge_strata ON judge_strata.id = stratum_id
         LEFT JOIN captions AS a ON a.id = first_caption LEFT JOIN captions AS b ON b.id = second_caption
       WHERE judge_pairs.id = ?`,
    )
    .get(pair) as {
    first: string;
    second: string;
    seed: number;
    firstCaption: number;
    secondCaption: number;
    firstLog: number | null;
    secondLog: number | null;
  };
  const { first, second, seed, firstCaption, secondCaption, firstLog, secondLog } = row;
  return {
    first: { source: first, seed, caption: firstCaption, logProbability: firstLog },
    second: { source: second, seed, caption: secondCaption, logProbability: secondLog },
  };
}

const judgedTables = [
  'model_scores',
  'model_judgements',
  'judgements',
  'judge_pairs',
  'judge_strata',
] as const;

/** What was judged of a model's captions goes with them: an answer about a text that is no more says nothing. */
export function forgetJudged(db: Db, model: string, seed: number): void {
  const strata = 'SELECT id FROM judge_strata WHERE model_seed = @seed AND @model IN (first, second)';
  const pairs = `SELECT id FROM judge_pairs WHERE stratum_id IN (${strata})`;
  const where: Record<(typeof judgedTables)[number], string> = {
    model_scores: 'source = @model AND model_seed = @seed',
    model_judgements: `pair_id IN (${pairs})`,
    judgements: `pair_id IN (${pairs})`,
    judge_pairs: `stratum_id IN (${strata})`,
    judge_strata: `id IN (${strata})`,
  };
  for (const table of judgedTables)
    db.prepare(`DELETE FROM ${table} WHERE ${where[table]}`).run({ model, seed });
  // Told anew when the judge model is asked again.
  db.prepare('DELETE FROM model_judge_failures').run();
}

/** How many answers of people, and of judge models, go with the captions of these models. */
export function judgedOf(
  db: Db,
  writers: readonly { model: string; seed: number }[],
): { people: number; models: number } {
  const named = JSON.stringify(writers.map(({ model, seed }) => `${seed} ${model}`));
  const gone = 'IN (SELECT value FROM json_each(@named))';
  const pairs = `SELECT judge_pairs.id FROM judge_pairs JOIN judge_strata ON judge_strata.id = stratum_id
    WHERE model_seed || ' ' || first ${gone} OR model_seed || ' ' || second ${gone}`;
  return db
    .prepare(
      `SELECT (SELECT count(*) FROM judgements WHERE pair_id IN (${pairs})) AS people,
         (SELECT count(*) FROM model_judgements WHERE pair_id IN (${pairs}))
           + (SELECT count(*) FROM model_scores WHERE model_seed || ' ' || source ${gone}) AS models`,
    )
    .get({ named }) as { people: number; models: number };
}

/** Everything judged, where the images themselves are imported anew. */
export function forgetAllJudged(db: Db): void {
  for (const table of [...judgedTables, 'model_judge_failures']) db.prepare(`DELETE FROM ${table}`).run();
}
