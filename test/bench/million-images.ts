/** `node test/bench/million-images.ts DATABASE [IMAGES]`: a million images with their texts, recaptioned once and measured, a fifth also by a specialist. */
import { planOf } from '../../main/engine/plan/presets.ts';
import { galleryColumns } from '../../main/engine/steps/gallery-columns.ts';
import { type Db, indexAgain, openForWriting } from '../../main/engine/store/index.ts';

const images = Number(process.argv[3] ?? 1_000_000);
const bySpecialist = images / 5;
const nouns = JSON.stringify([
  'dog',
  'horse',
  'boat',
  'tower',
  'apple',
  'bicycle',
  'cloud',
  'bridge',
  'lamp',
  'river',
]);
const places = JSON.stringify([
  'on a beach',
  'under a tree',
  'beside a road',
  'in a room',
  'at night',
  'in the snow',
]);

const numbers = (many: number): string =>
  `WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ${many})`;
const noun = `('${nouns}' ->> (n % 10))`;
const place = `('${places}' ->> (n % 6))`;
/** Scattered over five without a pattern that images have. */
const logProbability = '-((n + 1) * 2654435761 % 500000) / 100000.0';

const db = openForWriting(process.argv[2] as string);
db.pragma('synchronous = OFF');
withoutIndex(db, () => {
  db.exec(`
    INSERT INTO sets (name, role) VALUES ('pretrain', 'pretrain'), ('more', 'pretrain');
    ${numbers(images)}
    INSERT INTO images (id, set_name, name, file, sha256, width, height, row)
      SELECT n + 1, CASE WHEN n < ${0.9 * images} THEN 'pretrain' ELSE 'more' END, n || '.jpg', '/images/' || n || '.jpg', printf('%064d', n), 640, 480, n
      FROM numbers;
    ${numbers(images)}
    INSERT INTO turns (image_id, ordinal, user, assistant)
      SELECT n + 1, 0, 'describe the image briefly.', 'a photograph of a ' || ${noun} || ' ' || ${place} || ', number' || n FROM numbers;`);
  write(
    'v0',
    images,
    `'this photograph shows a ' || ${noun} || ' at length, ' || ${place} || CASE WHEN n % 9973 = 0 THEN ' with a zeppelin' ELSE '' END ||
      CASE WHEN ${logProbability} < -2.5 THEN ' and gloomy' ELSE '' END`,
  );
  write('spatial', bySpecialist, `'the ' || ${noun} || ' is ' || ${place}`);
});
measure();
for (const source of ['v0', 'spatial'])
  await galleryColumns({ plan: planOf('smoke'), db }, { source, seed: 1 });
db.close();

function write(model: string, many: number, text: string): void {
  const [origin, round] = model === 'v0' ? ['recaption', 1] : ['specialist', 'NULL'];
  db.exec(`
    ${numbers(many)}
    INSERT INTO captions (image_id, origin, round, model, model_seed, checkpoint, prompt, decoding, seed, text, tokens, log_probability,
      min_log_probability, truncated, created_at)
    SELECT n + 1, '${origin}', ${round}, '${model}', 1, '/${model}', 'describe it.', '{"maxNewTokens":64,"temperature":0,"topP":1}', 1,
      ${text}, 12, ${logProbability}, -6, n % 50 = 0, '2026-01-01T00:00:00.000Z' FROM numbers;`);
}

/** The search index is written once at the end, which takes a fifth of the time. */
function withoutIndex(open: Db, fill: () => void): void {
  const triggers = open
    .prepare(
      "SELECT name, sql FROM sqlite_master WHERE name IN ('captions_searchable', 'turns_searchable', 'captions_answered')",
    )
    .all() as { name: string; sql: string }[];
  open.transaction(() => {
    for (const { name } of triggers) open.exec(`DROP TRIGGER ${name}`);
    fill();
    for (const { sql } of triggers) open.exec(sql);
  })();
  open.transaction(() => indexAgain(open))();
}

/** As measuring leaves them: real words and log-probabilities, made-up objects and the like. */
function measure(): void {
  db.exec(`
    INSERT INTO caption_metrics (model_seed, source, caption, image_id, words, tokens, truncated, log_probability, repetition, new_words,
      original_kept, edited, content_similarity, objects_named, objects_right, objects_there, mentions, imagined, boxes, boxes_valid,
      quotes, quotes_judged, quotes_right, self_similarity, near_duplicate, image_text)
    SELECT 1, model, id, image_id, 1 + length(text) - length(replace(text, ' ', '')), tokens, truncated, log_probability,
      (id * 7919 % 1000) / 1000.0, 0.1, 0.5, (id * 31 % 100) / 100.0, 0.6, 3, 3 - (id % 7 = 0), 4, 3, id % 7 = 0, 0, 0, 0, 0, 0,
      (id * 13 % 97) / 97.0, id % 31 = 0, CASE WHEN id % 1000 = 0 THEN (id * 17 % 101) / 101.0 END
    FROM captions;
    INSERT INTO caption_quality (model_seed, source, json) VALUES (1, 'v0', '{}'), (1, 'spatial', '{}');`);
}
