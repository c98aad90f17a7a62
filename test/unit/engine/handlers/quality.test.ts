/** What was measured, as the window asks for it. */
import { expect, test } from 'vitest';
import { Engine } from '../../../../main/engine/engine.ts';
import { measureCaptions } from '../../../../main/engine/steps/measure-captions.ts';
import { insertCaptions, openForWriting, replaceLeaks } from '../../../../main/engine/store/index.ts';
import { qualityRequests } from '../../../../shared/quality-requests.ts';
import { madeUpLeakage } from '../report/made-up-leakage.ts';
import { finishedExperiment, ownHome, smallPlan } from '../run/home.ts';
import { caption, origin } from '../store/made-up.ts';

test('nothing yet, then captions and leakage as they were stored, in the shape that was promised', async () => {
  const { folder, database } = finishedExperiment(ownHome(), 'one');
  const engine = new Engine(() => {});
  expect(await engine.call('experiment.quality', { path: folder })).toEqual({ captions: [], leakage: null });
  const db = openForWriting(database);
  insertCaptions(db, origin('v0'), [caption(1, 'a dog on grass')]);
  const quality = await measureCaptions({ plan: smallPlan(), db }, 1, 'v0');
  replaceLeaks(db, { images: [], texts: [], excluded: [1], leakage: { ...madeUpLeakage, excluded: 1 } });
  db.close();
  const answer = await engine.call('experiment.quality', { path: folder });
  expect(answer.captions).toEqual([quality]);
  expect(answer.leakage?.excluded).toBe(1);
  expect(qualityRequests['experiment.quality'].result.parse(answer)).toEqual(answer);
});
