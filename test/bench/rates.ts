/**
 * `npm run bench -- rates "those measured on ..."`: writes resources/rates.json, what estimates rest on where a machine has measured nothing
 * yet, from the experiments in $SQUARED_HOME; the text says where and when they ran. `seconds=0.5` multiplies all times by a factor. How many
 * questions about named things find theirs is taken from the embedded world itself, as a specialist of a short run names too few.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resources } from '../../main/engine/places.ts';
import type { Measurement } from '../../main/engine/plan/rates.ts';
import { measuredRates } from '../../main/engine/run/rates.ts';
import { makeScene } from '../../main/engine/world/scene.ts';

const [measured, ...options] = process.argv.slice(2);
const factor = Number(options.find((one) => one.startsWith('seconds='))?.slice('seconds='.length) ?? 1);
if (!measured) throw new Error('Say where and when: npm run bench -- rates "those measured on ..."');

/** Four digits are more than such a figure is worth. */
const rounded = (map: ReadonlyMap<string, readonly Measurement[]>, by = 1) =>
  Object.fromEntries(
    [...map]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, all]) => [
        name,
        all.map(({ items, perItem }) => ({ items, perItem: Number((perItem * by).toPrecision(4)) })),
      ]),
  );

/** Of prompts about one thing up to three are asked, of those about a pair one; a scene with too few kinds leaves them out. */
function filledOfWorld(scenes: number): Record<string, Measurement[]> {
  const kinds = Array.from(
    { length: scenes },
    (_, index) => new Set(makeScene(1, 'pretrain', index).objects.map(({ kind }) => kind)).size,
  );
  const share = (of: (count: number) => number) => [
    {
      items: scenes,
      perItem: Number((kinds.reduce((sum, count) => sum + of(count), 0) / scenes).toFixed(3)),
    },
  ];
  const [pairs, things] = [share((count) => (count >= 2 ? 1 : 0)), share((count) => Math.min(3, count) / 3)];
  return { any: [...pairs, ...things], spatial: pairs, grounding: things };
}

const { seconds, bytes } = measuredRates();
const rates = {
  measured,
  seconds: rounded(seconds, factor),
  bytes: rounded(bytes),
  usd: {},
  filled: filledOfWorld(2000),
};
writeFileSync(join(resources, 'rates.json'), `${JSON.stringify(rates, null, 2)}\n`);
console.log(`${seconds.size} rates of time, ${bytes.size} of disk.`);
