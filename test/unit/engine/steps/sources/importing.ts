/** The import step over a list of sources, in an experiment folder of the test's own. */
import { onTestFinished } from 'vitest';
import { placesOf } from '../../../../../main/engine/places.ts';
import { planOf } from '../../../../../main/engine/plan/presets.ts';
import { importImages } from '../../../../../main/engine/steps/import.ts';
import type { StepContext } from '../../../../../main/engine/steps/step-context.ts';
import { openForWriting, type Skip } from '../../../../../main/engine/store/index.ts';
import type { Source } from '../../../../../shared/data.ts';
import { temporaryFolder } from '../../../../temporary.ts';

export function experiment() {
  const places = placesOf(temporaryFolder('import'));
  const db = openForWriting(places.database);
  onTestFinished(() => {
    db.close();
  });
  const rows = (sql: string) => db.prepare(sql).raw().all() as unknown[][];

  const run = (sources: readonly Source[], options: { stopAfter?: number; dieAfter?: number } = {}) =>
    importing({ kind: 'sources', sources }, options);

  async function importing(
    dataset: object,
    { stopAfter = Number.POSITIVE_INFINITY, dieAfter = Number.POSITIVE_INFINITY } = {},
  ) {
    const stop = new AbortController();
    const skipped: Skip[] = [];
    const log: string[] = [];
    const context = {
      plan: { ...planOf('smoke'), dataset },
      places,
      db,
      signal: stop.signal,
      progress: (done: number) => {
        if (done >= dieAfter) throw new Error('died');
        if (done >= stopAfter) stop.abort();
      },
      skipped: (entries: readonly Skip[]) => skipped.push(...entries),
      log: (line: string) => log.push(line),
    } as unknown as StepContext;
    const outcome = await importImages(context);
    return { outcome, skipped, log };
  }

  return {
    places,
    db,
    run,
    runFolder: (path: string) => importing({ kind: 'folder', path }),
    rows,
    pixels: places.pixels,
    /** Everything that an import stores, but for how it got there. */
    content: () => ({
      images: rows('SELECT set_name, name, sha256, width, height, row FROM images ORDER BY row'),
      turns: rows(
        'SELECT name, ordinal, user, assistant FROM turns JOIN images ON images.id = image_id ORDER BY row, ordinal',
      ),
      quarantine: rows('SELECT set_name, position, reason FROM quarantine ORDER BY id'),
    }),
  };
}
