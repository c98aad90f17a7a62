import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Engine } from '../../../../main/engine/engine.ts';
import { temporaryFolder } from '../../../temporary.ts';

test('what lies beside a folder’s images is told by names alone; a folder that is gone brings nothing', async () => {
  const engine = new Engine(() => {});
  const folder = temporaryFolder('brings');
  expect(await engine.call('data.brings', { folder })).toEqual({ benchmarks: false, objectTruth: false });
  mkdirSync(join(folder, 'bench'));
  mkdirSync(join(folder, 'truth'));
  writeFileSync(join(folder, 'truth', 'pretrain.detections.json'), 'not looked into');
  expect(await engine.call('data.brings', { folder })).toEqual({ benchmarks: true, objectTruth: true });
  expect(await engine.call('data.brings', { folder: join(folder, 'gone') })).toEqual({
    benchmarks: false,
    objectTruth: false,
  });
  await engine.stop();
});
