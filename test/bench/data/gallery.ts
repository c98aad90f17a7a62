/** The first page of every kind of gallery query over a million images, as the engine answers the window. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../../../main/engine/engine.ts';
import { placesOf } from '../../../main/engine/places.ts';
import type { RequestArgs } from '../../../shared/requests.ts';
import type { Figure } from '../figures.ts';

type Query = Omit<RequestArgs<'gallery.page'>, 'path'>;
const v0 = { source: 'v0', seed: 1 };
const by = (metric: string, descending: boolean) => ({ writer: v0, order: { metric, descending } });
const within = (metric: string, least: number | null, most: number | null) => ({ metric, least, most });
const queriesOf = (images: number): Record<string, Query> => ({
  everything: {},
  'a set': { set: 'more' },
  'the millionth image': { after: { image: images - 1000, value: null } },
  'a word that every caption has': { search: 'photograph' },
  'a word of every tenth': { search: 'dog' },
  'two words': { search: 'dog beach' },
  'a word of one image': { search: `number${0.777 * images}` },
  'the beginning of a word': { search: 'pho' },
  'more of its beginning': { search: 'photogr' },
  'the beginning of a hundred thousand words': { search: 'number7' },
  'one letter': { search: 'a' },
  'a word that none has': { search: 'zebra' },
  'a word in a set': { set: 'more', search: 'dog' },
  'a word of every caption in the last set': { set: 'more', search: 'photograph' },
  'a round': { writer: v0 },
  'a specialist in a set': { writer: { source: 'spatial', seed: 1 }, set: 'more' },
  'a round and the last set': { writer: v0, set: 'more' },
  'a range': { writer: v0, ranges: [within('log-probability', -2.5, -2.4)] },
  'three ranges': {
    writer: v0,
    ranges: [within('words', 8, 20), within('repetition', null, 0.2), within('log-probability', -4, null)],
  },
  'a flag': { writer: v0, flags: ['hallucinated'] },
  'three flags': { writer: v0, flags: ['hallucinated', 'truncated', 'duplicate'] },
  'best by a metric': by('log-probability', true),
  'worst by a metric': by('log-probability', false),
  'worst by a metric of few values': by('chair-i', true),
  'the last page of an order': {
    ...by('log-probability', true),
    after: { image: 1, value: -4.99 },
  },
  'an order of what few captions have': by('image-text', false),
  'worst of a range, a flag and a set': {
    ...by('repetition', true),
    set: 'pretrain',
    flags: ['hallucinated'],
    ranges: [within('words', 8, null)],
  },
  'a word of a round': { writer: v0, search: 'dog' },
  'a word that every caption of a round has': { writer: v0, search: 'photograph' },
  'more of its beginning in a round': { writer: v0, search: 'photogr' },
  'a word of the originals in a round': { writer: v0, search: `number${0.777 * images}` },
  'a word of the originals, one letter, in a round': { writer: v0, search: 'n' },
  'a rare word, worst first': { ...by('log-probability', false), search: 'zeppelin' },
  'a word of every tenth, worst first': { ...by('log-probability', false), search: 'dog' },
  'a word of every caption, worst first': { ...by('log-probability', false), search: 'photograph' },
  'a word of every other caption, all of them last': { ...by('log-probability', true), search: 'gloomy' },
  'a word, a range, a flag, a set, worst first': {
    ...by('log-probability', false),
    search: 'dog',
    set: 'pretrain',
    flags: ['hallucinated'],
    ranges: [within('words', 8, 30)],
  },
});
/** Nothing fits, or what fits comes with the following pages. */
const mayBeEmpty = [
  'a word that none has',
  'a specialist in a set',
  'a word of the originals in a round',
  'a word of the originals, one letter, in a round',
  'a word of every other caption, all of them last',
];

/** Fewer images than a million are for a first look. */
export async function figures(images = 1_000_000): Promise<Figure[]> {
  const home = mkdtempSync(join(tmpdir(), 'squared-bench-gallery-'));
  process.env.SQUARED_HOME = home;
  try {
    const engine = new Engine(() => {});
    const { path } = await engine.call('experiments.create', { preset: 'smoke', name: 'large' });
    // In a process of its own, whose memory is not the gallery's.
    const fill = join(import.meta.dirname, '..', 'million-images.ts');
    execFileSync(process.execPath, [fill, placesOf(path).database, String(images)], { stdio: 'inherit' });
    // Once, so that the file is in the machine's memory as in a window that stands open.
    await engine.call('gallery.page', { path });
    const slowest: Slowest[] = [];
    let counting: [milliseconds: number, query: string] = [0, ''];
    for (const [name, query] of Object.entries(queriesOf(images))) {
      const one = await timed(async () => {
        const page = await engine.call('gallery.page', { path, ...query });
        if (page.images.length === 0 && !mayBeEmpty.includes(name)) throw new Error(`Nothing for ${name}.`);
      });
      slowest.push({ ...one, name });
      const { after: _, limit: __, ...filter } = query;
      const [began, cpu] = [performance.now(), process.cpuUsage()];
      const { images } = await engine.call('gallery.count', { path, ...filter });
      const count = performance.now() - began;
      const { user, system } = process.cpuUsage(cpu);
      if (count > counting[0]) counting = [count, name];
      console.log(
        `${name.padEnd(50)} ${one.milliseconds.toFixed(1).padStart(7)} ms (${one.busy.toFixed(1)} ms of processor time); ` +
          `${images?.toLocaleString('en')} images, counted in ${count.toFixed(0)} ms (${((user + system) / 1000).toFixed(0)})`,
      );
    }
    const [last] = slowest.sort((a, b) => b.milliseconds - a.milliseconds) as [Slowest];
    const [busiest] = [...slowest].sort((a, b) => b.busy - a.busy) as [Slowest];
    const memory = process.memoryUsage().rss / 1e6;
    return [
      {
        name: `first page of ${images.toLocaleString('en')} images, slowest: ${last.name}`,
        value: last.milliseconds,
        unit: 'ms',
        goal: 50,
        least: true,
      },
      {
        name: `its processor time, most: ${busiest.name}`,
        value: busiest.busy,
        unit: 'ms',
        goal: null,
      },
      { name: `count of all, slowest: ${counting[1]}`, value: counting[0], unit: 'ms', goal: null },
      { name: 'memory of the whole process', value: memory, unit: 'MB', goal: 500, least: true },
    ];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

interface Slowest {
  readonly name: string;
  readonly milliseconds: number;
  readonly busy: number;
}

/** The median of five: other work on the machine is not the gallery's. */
async function timed(ask: () => Promise<void>): Promise<Omit<Slowest, 'name'>> {
  const times: number[] = [];
  const cpu = process.cpuUsage();
  for (let run = 0; run < 5; run++) {
    const began = performance.now();
    await ask();
    times.push(performance.now() - began);
  }
  const { user, system } = process.cpuUsage(cpu);
  return { milliseconds: times.sort((a, b) => a - b)[2] as number, busy: (user + system) / 5000 };
}
