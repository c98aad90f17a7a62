/** From a plan with sources to what their import left out and what has changed since, through the engine and the command line. */
import { spawnSync } from 'node:child_process';
import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Engine } from '../../../../main/engine/engine.ts';
import { placesOf } from '../../../../main/engine/places.ts';
import { describe } from '../../../../main/engine/run/experiment.ts';
import { importImages } from '../../../../main/engine/steps/import.ts';
import { allSteps, openForWriting, saveStep } from '../../../../main/engine/store/index.ts';
import type { Step } from '../../../../shared/models.ts';
import { temporaryFolder } from '../../../temporary.ts';
import { tarOf } from '../formats/sources/reading.ts';
import { folderOf, jpeg, picture } from '../formats/temporary-folder.ts';

const squared = join(import.meta.dirname, '../../../../main/cli/squared.ts');

const asSource = (data: string): string =>
  `{ kind: sources, sources: [{ path: ${data}, role: pretraining, filters: { shorterSide: { min: 4 } } }] }`;

async function imported(data: string, dataset = asSource(data)) {
  const home = temporaryFolder('home');
  vi.stubEnv('SQUARED_HOME', home);
  onTestFinished(() => void vi.unstubAllEnvs());
  const engine = new Engine(() => {});
  const document = {
    file: 'plan.yaml',
    text: `base: smoke\ndataset: ${dataset}`,
  };
  const { path } = await engine.call('experiments.create', { document, name: 'mine' });
  const places = placesOf(path);
  const db = openForWriting(places.database);
  const { plan } = describe(path);
  const signal = new AbortController().signal;
  const nothing = () => {};
  const step = allSteps(db).find(({ kind }) => kind === 'import') as Step;
  const startedAt = new Date().toISOString();
  await importImages({
    plan,
    places,
    db,
    signal,
    progress: nothing,
    log: nothing,
    skipped: nothing,
  } as never);
  saveStep(db, { ...step, state: 'done', startedAt, endedAt: new Date().toISOString() });
  db.close();
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [squared, 'data', ...args], {
      env: { ...process.env, SQUARED_HOME: home },
      encoding: 'utf8',
    });
  return { engine, path, run };
}

test('what was left out can be seen and exported, a changed source is noticed', async () => {
  const data = await folderOf({
    '0.tar': await tarOf([
      { name: 'a.jpg', content: jpeg },
      { name: 'b.jpg', content: 'no image' },
      { name: '=cmd.jpg', content: 'no image' },
    ]),
    'weights.pkl': 'cos\nsystem',
  });
  const { engine, path, run } = await imported(data);
  const { items, next, reasons } = await engine.call('data.quarantine', { path });
  const noImage = 'its content is not a JPEG, PNG, WebP, GIF, TIFF or AVIF image';
  const pickle =
    'it is or may hold a pickle, which can run code when it is opened; it was not. Write it as JSON or parquet';
  expect(items).toEqual([
    { set: 'pretrain', file: join(data, 'weights.pkl'), position: 'file', reason: pickle },
    { set: 'pretrain', file: join(data, '0.tar'), position: 'sample "b"', reason: noImage },
    { set: 'pretrain', file: join(data, '0.tar'), position: 'sample "=cmd"', reason: noImage },
  ]);
  expect(next).toBeNull();
  expect(reasons).toEqual([
    { reason: noImage, count: 2 },
    { reason: pickle, count: 1 },
  ]);
  const paged = await engine.call('data.quarantine', { path, limit: 1, after: 1 });
  expect(paged).toMatchObject({ items: [items[1]], next: 2, reasons: null });

  const searched = run('quarantine', 'mine', '--search', '=cmd');
  expect(searched.stdout).toBe(`${join(data, '0.tar')}, sample "=cmd": ${noImage}\n`);

  const csv = run('quarantine', 'mine', '--csv');
  expect(csv.stderr).toBe('');
  expect(csv.stdout.split('\r\n')).toEqual([
    '"set","file","position","reason"',
    `"pretrain","${join(data, 'weights.pkl')}","file","${pickle}"`,
    `"pretrain","${join(data, '0.tar')}","sample ""b""","${noImage}"`,
    `"pretrain","${join(data, '0.tar')}","sample ""=cmd""","${noImage}"`,
    '',
  ]);
  const previewed = run('preview', data, '--map', 'id=', '--json');
  expect(JSON.parse(previewed.stdout)).toMatchObject({
    found: { format: 'webdataset' },
    mapping: { id: null },
  });

  expect(await engine.call('data.changes', { path })).toEqual([]);
  writeFileSync(join(data, '0.tar'), await tarOf([{ name: 'a.jpg', content: jpeg }]));
  rmSync(join(data, 'weights.pkl'));
  expect(await engine.call('data.changes', { path })).toEqual([
    {
      source: data,
      changes: [
        { path: '0.tar', what: 'changed' },
        { path: 'weights.pkl', what: 'gone' },
      ],
    },
  ]);
}, 30_000);

test('a plain folder is held to the images that it had: changed, new and gone, and texts that were written since', async () => {
  const data = await folderOf({
    'a.jpg': jpeg,
    'a.txt': 'a red field',
    'b.jpg': await picture(9).jpeg().toBuffer(),
    'c.jpg': await picture(10).jpeg().toBuffer(),
    'broken.jpg': 'no image',
  });
  const { engine, path } = await imported(data, `{ kind: folder, path: ${data} }`);
  const changes = () => engine.call('data.changes', { path });
  expect(await changes()).toEqual([]);
  // Touched, and the same: no change.
  utimesSync(join(data, 'a.jpg'), new Date(), new Date());
  expect(await changes()).toEqual([]);
  writeFileSync(join(data, 'b.jpg'), await picture(20).jpeg().toBuffer());
  // A change that keeps the old time is found all the same.
  utimesSync(join(data, 'b.jpg'), new Date(0), new Date(0));
  rmSync(join(data, 'c.jpg'));
  writeFileSync(join(data, 'd.jpg'), jpeg);
  writeFileSync(join(data, 'a.txt'), 'a blue field');
  expect(await changes()).toEqual([
    {
      source: data,
      changes: [
        { path: 'pretrain/b.jpg', what: 'changed' },
        { path: 'pretrain/d.jpg', what: 'new' },
        { path: 'pretrain/a.txt', what: 'changed' },
        { path: 'pretrain/c.jpg', what: 'gone' },
      ],
    },
  ]);
  rmSync(data, { recursive: true });
  await expect(changes()).rejects.toThrow(data);
}, 30_000);

test('sources that cannot go together are told with the plan', async () => {
  const engine = new Engine(() => {});
  const preview = (sources: string) =>
    engine.call('plan.preview', {
      document: { file: 'plan.yaml', text: `base: smoke\ndataset: { kind: sources, sources: [${sources}] }` },
    });
  await expect(preview('{ path: /a, role: sft }')).rejects.toThrow(/No source is for pretraining/);
  await expect(preview('{ path: a, role: pretraining }')).rejects.toThrow(/"a" is not absolute/);
  await expect(preview('{ path: /a, role: pretraining }, { path: /b, role: specialist }')).rejects.toThrow(
    /not said which specialist/,
  );
  await expect(preview('{ path: /a, role: pretraining }, { path: /a, role: pretraining }')).rejects.toThrow(
    /stands twice/,
  );
  const { plan } = await preview('{ path: /a, role: pretraining }');
  expect(plan.dataset).toEqual({ kind: 'sources', sources: [{ path: '/a', role: 'pretraining' }] });
});
