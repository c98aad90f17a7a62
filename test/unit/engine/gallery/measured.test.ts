/** Filters, flags and orders over measured captions, held against reading every row: real rows, real columns, pages of any size. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { galleryCount, galleryPage } from '../../../../main/engine/gallery/page.ts';
import { planOf } from '../../../../main/engine/plan/presets.ts';
import { galleryColumns } from '../../../../main/engine/steps/gallery-columns.ts';
import { measureCaptions } from '../../../../main/engine/steps/measure-captions.ts';
import {
  columnsHead,
  type Db,
  indexAgain,
  insertCaptions,
  insertImages,
  insertSets,
  openForWriting,
} from '../../../../main/engine/store/index.ts';
import type { GalleryFilter, GalleryPlace } from '../../../../shared/gallery.ts';
import type { SceneTruth } from '../../../../shared/models.ts';
import type { Plan } from '../../../../shared/plan.ts';
import { temporaryFolder } from '../../../temporary.ts';
import { caption, origin } from '../store/made-up.ts';

const animals = ['dog', 'horse', 'cat', 'bird'] as const;
const animalOf = (image: number) => animals[image % 4] as string;
const truthOf = (image: number): SceneTruth => ({
  background: 'grass',
  sign: image % 5 === 0 ? 'open' : null,
  objects: [{ kind: animalOf(image), category: 'animal', box: [0, 0, 48, 48] }],
  relations: [],
});

/** Images 1..n, every third of another set; V0 writes about all but every tenth, twice about every seventh. */
async function measured(images: number): Promise<Db> {
  const plan = planOf('smoke');
  const db = openForWriting(join(temporaryFolder('measured'), 'squared.sqlite'));
  onTestFinished(() => void db.close());
  insertSets(db, [
    { name: 'first', role: 'pretrain' },
    { name: 'second', role: 'pretrain' },
  ]);
  insertImages(
    db,
    Array.from({ length: images }, (_, row) => ({
      set: row % 3 === 2 ? 'second' : 'first',
      name: `${row}.jpg`,
      file: `/images/${row}.jpg`,
      sha256: 'x',
      width: 96,
      height: 96,
      row,
      truth: truthOf(row + 1),
      turns:
        row % 11 === 0 ? [] : [{ user: 'what?', assistant: `an original text of a ${animals[row % 4]}` }],
    })),
  );
  const ids = Array.from({ length: images }, (_, row) => row + 1);
  insertCaptions(
    db,
    origin('other'),
    ids.map((id) => caption(id, 'another model says zebra')),
  );
  const text = (id: number) =>
    `a ${animals[(id * 7) % 5] ?? 'dog'} on grass number${id}${' and more words'.repeat(id % 6)}`;
  insertCaptions(
    db,
    origin(),
    ids
      .filter((id) => id % 10 !== 0)
      .map((id) => ({
        ...caption(id, id % 13 === 0 ? '' : text(id)),
        logProbability: id % 8 === 0 ? null : -((id * 37) % 101) / 10,
        truncated: id % 9 === 0,
      })),
  );
  insertCaptions(
    db,
    origin(),
    ids
      .filter((id) => id % 7 === 0)
      .map((id) => caption(id, `once more a lamp on grass ${'so '.repeat(id % 4)}`, 'again')),
  );
  await measureCaptions({ plan, db }, 1, 'original');
  await measureCaptions({ plan, db }, 1, 'v0');
  return db;
}

const v0 = { source: 'v0', seed: 1 };

async function asked(db: Db, filter: GalleryFilter, limit: number, plan: Plan = planOf('smoke')) {
  const head = await galleryColumns({ plan, db }, v0);
  if (!head) throw new Error('V0 has not been measured.');
  const question = { filter: { writer: v0, ...filter }, measured: { own: v0, head } };
  const found: { id: number; caption: string | null; value: number | null }[] = [];
  for (let after: GalleryPlace | null = null; ; ) {
    const { images, next } = galleryPage(db, { ...question, after, limit });
    expect(images.length).toBeLessThanOrEqual(limit);
    found.push(...images);
    if (!next) break;
    after = next;
  }
  const count = await galleryCount(db, { ...question, superseded: () => false });
  expect(count).toBe(found.length);
  return found;
}

interface Row {
  readonly image: number;
  readonly set: string;
  readonly text: string;
  readonly words: number;
  readonly lp: number | null;
  readonly imagined: number;
  readonly truncated: number;
}

/** The same by reading every row: an image once, by the first of its fitting captions in the order. */
function expected(
  db: Db,
  fits: (row: Row) => boolean,
  key?: (row: Row) => number | null,
  descending = false,
) {
  const rows = db
    .prepare(
      `SELECT images.id AS image, set_name AS "set", text, words, caption_metrics.log_probability AS lp, imagined, caption_metrics.truncated
       FROM caption_metrics JOIN captions ON captions.id = caption JOIN images ON images.id = caption_metrics.image_id
       WHERE source = 'v0' ORDER BY images.id, captions.id`,
    )
    .all() as Row[];
  const fitting = rows.filter((row) => fits(row) && (!key || key(row) !== null));
  if (key)
    fitting.sort(
      (a, b) => (descending ? -1 : 1) * (Math.fround(key(a) as number) - Math.fround(key(b) as number)),
    );
  return [...new Map(fitting.toReversed().map((row) => [row.image, row])).values()]
    .toReversed()
    .sort((a, b) => fitting.indexOf(a) - fitting.indexOf(b));
}

test('ranges, flags, sets, words and orders in any combination find what reading every row finds', async () => {
  const db = await measured(240);
  const has = (word: string) => (row: Row) => row.text.split(/\s+/).some((one) => one.startsWith(word));
  const questions: [GalleryFilter, (row: Row) => boolean, ((row: Row) => number | null)?][] = [
    [
      { set: 'second', ranges: [{ metric: 'words', least: 8, most: 14 }] },
      (row) => row.set === 'second' && row.words >= 8 && row.words <= 14,
    ],
    [
      { ranges: [{ metric: 'log-probability', least: -3.7, most: null }] },
      (row) => row.lp !== null && row.lp >= -3.7,
    ],
    [{ flags: ['hallucinated'] }, (row) => row.imagined > 0],
    [
      { flags: ['truncated', 'hallucinated'], search: 'dog' },
      (row) => row.truncated === 1 && row.imagined > 0 && has('dog')(row),
    ],
    [{}, () => true],
    [{ search: 'lamp' }, has('lamp')],
    [
      { search: 'numb', order: { metric: 'log-probability', descending: false } },
      has('numb'),
      (row) => row.lp,
    ],
    [{ search: 'number3', order: { metric: 'words', descending: true } }, has('number3'), (row) => row.words],
    [{ order: { metric: 'words', descending: false } }, () => true, (row) => row.words],
    [
      {
        order: { metric: 'log-probability', descending: true },
        ranges: [{ metric: 'words', least: null, most: 9 }],
      },
      (row) => row.words <= 9,
      (row) => row.lp,
    ],
  ];
  for (const [filter, fits, key] of questions) {
    const wanted = expected(db, fits, key, filter.order?.descending);
    expect(wanted.length).toBeGreaterThan(5);
    for (const limit of [7, 500]) {
      const found = await asked(db, filter, limit);
      expect(found.map(({ id }) => id)).toEqual(wanted.map(({ image }) => image));
      expect(found.map(({ caption: text }) => text)).toEqual(wanted.map(({ text }) => text));
      if (key)
        expect(found.map(({ value }) => value)).toEqual(wanted.map((row) => Math.fround(key(row) as number)));
    }
  }
  // Only another model says so, or only the original text.
  expect(await asked(db, { search: 'zebra' }, 10)).toEqual([]);
  expect(await asked(db, { search: 'original' }, 10)).toEqual([]);
});

test('images without a usable caption are found by what became of them', async () => {
  const db = await measured(130);
  const ids = async (plan: Plan, flag: NonNullable<GalleryFilter['flags']>[number]) => {
    // Made anew for each plan.
    db.prepare('DELETE FROM gallery_sources').run();
    return (await asked(db, { flags: [flag] }, 50, plan)).map(({ id }) => id);
  };
  const where = (fits: (id: number) => boolean) =>
    Array.from({ length: 130 }, (_, row) => row + 1).filter(fits);
  const smoke = planOf('smoke');
  const lacking = (id: number) => id % 10 === 0 && id % 7 !== 0;
  expect(await ids(smoke, 'missing')).toEqual(where(lacking));
  const empty = (id: number) => id % 13 === 0 && id % 10 !== 0;
  expect(await ids(smoke, 'empty')).toEqual(where(empty));
  const hasOriginal = (id: number) => (id - 1) % 11 !== 0;
  const falling: Plan = { ...smoke, withoutRecaption: 'original' };
  expect(await ids(falling, 'fallen-back')).toEqual(
    where((id) => (lacking(id) || empty(id)) && hasOriginal(id)),
  );
  expect(await ids(falling, 'left-out')).toEqual(
    where((id) => (lacking(id) || empty(id)) && !hasOriginal(id)),
  );
  expect(await ids({ ...smoke, withoutRecaption: 'left-out' }, 'fallen-back')).toEqual([]);
  const strict: Plan = { ...smoke, keep: { ...smoke.keep, truncated: false } };
  expect(await ids(strict, 'rejected')).toEqual(where((id) => id % 9 === 0 && id % 10 !== 0 && !empty(id)));
});

test('columns are made once, go with what changes them, and tell what there is to choose from', async () => {
  const plan = planOf('smoke');
  const db = await measured(60);
  const head = await galleryColumns({ plan, db }, v0);
  expect(head).toMatchObject({ captions: 62, sets: ['first', 'second'] });
  expect(head?.metrics.find(({ metric }) => metric === 'words')).toMatchObject({ captions: 62, least: 0 });
  expect(head?.metrics.some(({ metric }) => metric === 'image-text')).toBe(false);
  expect(await galleryColumns({ plan, db }, v0)).toEqual(head);
  expect(columnsHead(db, v0)).toEqual(head);

  db.prepare("UPDATE caption_metrics SET image_text = 0.5 WHERE source = 'v0' AND words > 5").run();
  expect(columnsHead(db, v0)).toBeNull();
  const again = await galleryColumns({ plan, db }, v0);
  expect(again?.metrics.find(({ metric }) => metric === 'image-text')).toMatchObject({
    least: 0.5,
    most: 0.5,
  });
  indexAgain(db);
  expect(columnsHead(db, v0)).toBeNull();
  await galleryColumns({ plan, db }, v0);
  insertCaptions(db, origin(), [caption(10, 'comes after all')]);
  expect(columnsHead(db, v0)).toBeNull();
  expect(db.prepare('SELECT count(*) FROM gallery_columns').pluck().get()).toBe(0);
});

test('the original text is a writer too, under whichever seed it is asked for', async () => {
  const plan = planOf('smoke');
  const db = await measured(60);
  const head = await galleryColumns({ plan, db }, { source: 'original', seed: 7 });
  if (!head) throw new Error('The original text has not been measured.');
  const own = { source: 'original', seed: 1 };
  const page = galleryPage(db, {
    filter: {
      writer: { source: 'original', seed: 7 },
      search: 'bird',
      order: { metric: 'words', descending: true },
    },
    measured: { own, head },
    after: null,
    limit: 3,
  });
  expect(page.images.map(({ caption: text }) => text)).toEqual(Array(3).fill('an original text of a bird'));
});

test('what is asked of captions that nobody named or measured is refused in words', async () => {
  const db = await measured(30);
  const ask = (filter: GalleryFilter) => () =>
    galleryPage(db, { filter, measured: null, after: null, limit: 5 });
  expect(ask({ flags: ['empty'] })).toThrow('of one writer');
  expect(ask({ writer: { source: 'other', seed: 1 }, order: { metric: 'words', descending: true } })).toThrow(
    'have not been measured yet',
  );
  // They can be looked at and searched.
  const other = { source: 'other', seed: 1 };
  const { images, next } = galleryPage(db, {
    filter: { writer: other, search: 'zebr', set: 'second' },
    measured: null,
    after: null,
    limit: 5,
  });
  expect(images.map(({ id }) => id)).toEqual([3, 6, 9, 12, 15]);
  expect(images[0]?.caption).toBe('another model says zebra');
  const all = galleryPage(db, {
    filter: { writer: other },
    measured: null,
    after: { image: 25, value: null },
    limit: 50,
  });
  expect(all.images.map(({ id }) => id)).toEqual([26, 27, 28, 29, 30]);
  expect(
    await galleryCount(db, {
      filter: { writer: other, set: 'second' },
      measured: null,
      superseded: () => false,
    }),
  ).toBe(10);
  expect(next).toEqual({ image: 15, value: null });
  expect(
    galleryPage(db, { filter: { writer: other, search: 'grass' }, measured: null, after: null, limit: 5 })
      .images,
  ).toEqual([]);
});
