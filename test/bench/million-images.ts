/** `node test/bench/million-images.ts DATABASE`: a million images with their texts, recaptioned once and measured, a fifth also by a specialist. */
import { planOf } from '../../main/engine/plan/presets.ts';
import { galleryColumns } from '../../main/engine/steps/gallery-columns.ts';
import {
  type CaptionOrigin,
  type Db,
  insertCaptions,
  insertImages,
  insertSets,
  openForWriting,
} from '../../main/engine/store/index.ts';

const images = 1_000_000;
const batch = 10_000;
const bySpecialist = 200_000;
const nouns = ['dog', 'horse', 'boat', 'tower', 'apple', 'bicycle', 'cloud', 'bridge', 'lamp', 'river'];
const places = ['on a beach', 'under a tree', 'beside a road', 'in a room', 'at night', 'in the snow'];

const inBatches = (many: number, each: (rows: number[]) => void): void => {
  for (let from = 0; from < many; from += batch) each(Array.from({ length: batch }, (_, at) => from + at));
};

const db = openForWriting(process.argv[2] as string);
db.pragma('synchronous = OFF');
insertSets(db, [
  { name: 'pretrain', role: 'pretrain' },
  { name: 'sft', role: 'pretrain' },
]);
inBatches(images, (rows) =>
  insertImages(
    db,
    rows.map((row) => ({
      set: row < 900_000 ? 'pretrain' : 'sft',
      name: `${row}.jpg`,
      file: `/images/${row}.jpg`,
      sha256: row.toString(16).padStart(64, '0'),
      width: 640,
      height: 480,
      row,
      truth: null,
      turns: [
        {
          user: 'describe the image briefly.',
          assistant: `a photograph of a ${nouns[row % 10]} ${places[row % 6]}, number${row}`,
        },
      ],
    })),
  ),
);
write('v0', images, (row) => {
  const mood = logProbability(row) < -2.5 ? ' and gloomy' : '';
  const rare = row % 9973 === 0 ? ' with a zeppelin' : '';
  return `this photograph shows a ${nouns[row % 10]} at length, ${places[row % 6]}${rare}${mood}`;
});
write('spatial', bySpecialist, (row) => `the ${nouns[row % 10]} is ${places[row % 6]}`);
measure(db);
for (const source of ['v0', 'spatial'])
  await galleryColumns({ plan: planOf('smoke'), db }, { source, seed: 1 });
db.close();

/** Scattered over five without a pattern that images have. */
function logProbability(row: number): number {
  return -((Math.imul(row + 1, 2_654_435_761) >>> 0) % 500_000) / 100_000;
}

function write(model: string, many: number, text: (row: number) => string): void {
  const origin: CaptionOrigin = {
    origin: model === 'v0' ? 'recaption' : 'specialist',
    round: model === 'v0' ? 1 : null,
    model,
    modelSeed: 1,
    checkpoint: `/${model}`,
    decoding: { maxNewTokens: 64, temperature: 0, topP: 1 },
    seed: 1,
  };
  inBatches(many, (rows) =>
    insertCaptions(
      db,
      origin,
      rows.map((row) => ({
        imageId: row + 1,
        prompt: 'describe it.',
        text: text(row),
        tokens: 12,
        logProbability: logProbability(row),
        minLogProbability: -6,
        truncated: row % 50 === 0,
        seconds: null,
        usd: null,
      })),
    ),
  );
}

/** As measuring leaves them: real words and log-probabilities, made-up objects and the like. */
function measure(open: Db): void {
  open.exec(`
    INSERT INTO caption_metrics (model_seed, source, caption, image_id, words, tokens, truncated, log_probability, repetition, new_words,
      original_kept, edited, content_similarity, objects_named, objects_right, objects_there, mentions, imagined, boxes, boxes_valid,
      quotes, quotes_judged, quotes_right, self_similarity, near_duplicate, image_text)
    SELECT 1, model, id, image_id, 1 + length(text) - length(replace(text, ' ', '')), tokens, truncated, log_probability,
      (id * 7919 % 1000) / 1000.0, 0.1, 0.5, (id * 31 % 100) / 100.0, 0.6, 3, 3 - (id % 7 = 0), 4, 3, id % 7 = 0, 0, 0, 0, 0, 0,
      (id * 13 % 97) / 97.0, id % 30 = 0, CASE WHEN id % 1000 = 0 THEN (id * 17 % 101) / 101.0 END
    FROM captions;
    INSERT INTO caption_quality (model_seed, source, json) VALUES (1, 'v0', '{}'), (1, 'spatial', '{}');`);
}
