import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Engine } from '../../../../main/engine/engine.ts';
import type { ExportProgress } from '../../../../shared/export.ts';
import { madeUpExperiment } from '../export/made-up.ts';

function listening() {
  const heard: ExportProgress[] = [];
  const engine = new Engine((event, data) => {
    if (event === 'export.progress') heard.push(data as ExportProgress);
  });
  return { engine, heard };
}

test('choices, an export with its progress, and a name below a folder', async () => {
  const { folder, outs } = await madeUpExperiment();
  const { engine, heard } = listening();
  const { parts, formats } = await engine.call('dataset.choices', { path: folder });
  expect(parts.at(-1)).toEqual({ part: 'final', title: 'Final mixture', seeds: [1] });
  expect(formats.filter(({ mayReference }) => !mayReference).map(({ format }) => format)).toEqual([
    'webdataset',
  ]);
  const asked = { path: folder, part: 'final', format: 'llava', out: outs } as const;
  const result = await engine.call('dataset.export', { ...asked, name: 'mine' });
  expect(result.folder).toBe(join(outs, 'mine'));
  expect(heard.at(-1)).toMatchObject({ path: folder, folder: join(outs, 'mine'), done: 8, total: 8 });
  for (const name of ['../out', 'a/b', '.hidden', '..'])
    await expect(engine.call('dataset.export', { ...asked, name })).rejects.toThrow(
      "cannot be a folder's name",
    );
  expect(readdirSync(outs)).toEqual(['mine']);
});

test('at most ten events a second; cancelling ends it, and so does the end of the engine', async () => {
  const { folder, outs } = await madeUpExperiment({ more: 20_000 });
  const { engine, heard } = listening();
  const started = performance.now();
  const asked = { path: folder, part: 'original', format: 'webdataset', out: outs } as const;
  for (const [name, end] of [
    ['cancelled', () => engine.call('dataset.cancelExport', { path: folder })],
    ['ended', () => engine.stop()],
  ] as const) {
    const before = heard.length;
    const work = engine.call('dataset.export', { ...asked, name }).catch((error: Error) => error.message);
    while (heard.length < before + 3) await new Promise((resolve) => setTimeout(resolve, 20));
    await end();
    expect(await work).toBe('The export was cancelled.');
  }
  expect(heard.length).toBeLessThanOrEqual((performance.now() - started) / 100 + 2);
  expect(readdirSync(outs)).toEqual([]);
  expect(await engine.call('dataset.cancelExport', { path: folder })).toEqual({ cancelled: false });
});
