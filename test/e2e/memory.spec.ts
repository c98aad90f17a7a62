/** The page's process is kept small while one looks through photographs, in a window that nobody is attached to. */
import { expect, test } from '@playwright/test';
import { leastLimit } from '../../main/app/memory-limit.ts';
import { hrefOf } from '../../renderer/route.ts';
import { addCopies } from '../bench/many-captions.ts';
import { Hand } from '../bench/window/hand.ts';
import { MainProcess } from '../bench/window/main-process.ts';
import { memoryOfPage } from '../bench/window/page-memory.ts';
import { hangPhotographs } from '../bench/window/photographs.ts';
import { finishedExperiment } from './finished-experiment.ts';
import { newHome, removeHome } from './squared-window.ts';

test('decoded photographs are let go of, and shown again where one comes back to them', async () => {
  test.setTimeout(240_000);
  const home = newHome();
  const folder = await finishedExperiment(home, 'photographs');
  await hangPhotographs(folder);
  addCopies(folder, 10);
  const main = await MainProcess.start(home);
  try {
    const hand = new Hand(main);
    const megabytes = async (): Promise<number> => (await memoryOfPage(main)).residentMegabytes;
    await hand.goTo(hrefOf('captions', folder));
    await hand.waitFor('.gallery .cell[href]');
    let most = 0;
    for (let time = 0; time < 100 && most <= leastLimit; time++) {
      await hand.scroll('.gallery', 600);
      await hand.waitFor('.gallery .cell[href]');
      most = Math.max(most, await megabytes());
    }
    // Else there was nothing to let go of, and the test would say nothing.
    expect(most).toBeGreaterThan(leastLimit);
    await expect.poll(megabytes, { timeout: 60_000 }).toBeLessThan(leastLimit * 0.9);
    await hand.scroll('.gallery', -1_000_000);
    await hand.waitFor('.gallery .cell[data-index="0"]');
    const shown = await hand.inPage(async () => {
      const image = document.querySelector<HTMLImageElement>('.gallery .cell[data-index="0"] img');
      await image?.decode();
      return image?.naturalWidth;
    }, null);
    expect(shown).toBe(256);
  } finally {
    await main.stop();
    removeHome(home);
  }
});
