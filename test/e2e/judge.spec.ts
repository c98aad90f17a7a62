/** Judging in the real window while a real run goes on: keys alone, blind, taken back, by two people; then a model, and the results. In order. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import { Engine } from '../../main/engine/engine.ts';
import { placesOf } from '../../main/engine/places.ts';
import { planOf } from '../../main/engine/plan/presets.ts';
import { writeExperiment } from '../../main/engine/run/experiment.ts';
import { openForReading } from '../../main/engine/store/index.ts';
import { hrefOf } from '../../renderer/route.ts';
import { caption, startChatServer } from '../servers/chat-server.ts';
import { newHome, openWindow, removeHome, type SquaredWindow, shoot } from './squared-window.ts';

test.describe.configure({ mode: 'serial', timeout: 600_000 });

let home: string;
let path: string;
let squared: SquaredWindow;
/** For what the run has to get to first. */
const patience = { timeout: 400_000 };

const state = (name: string): Locator => squared.page.locator('.top-bar').getByText(name, { exact: true });
const step = (title: string, mark: string): Locator =>
  squared.page.getByRole('region', { name: 'Steps' }).locator(`[data-state="${mark}"]`, { hasText: title });
const desk = (judge: string): Locator => squared.page.getByRole('region', { name: `${judge} judges` });
const progress = (words: string): Locator =>
  squared.page.locator('.desk-count').getByText(words, { exact: true });
const texts = (): Promise<string[]> => squared.page.locator('.desk-text').allInnerTexts();

function stored(): { judge: string; answer: string; seconds: number }[] {
  const db = openForReading(placesOf(path).database);
  try {
    return db.prepare('SELECT judge, answer, seconds FROM judgements ORDER BY id').all() as never;
  } finally {
    db.close();
  }
}

test.beforeAll(async () => {
  home = newHome();
  path = join(home, 'experiments', 'judged');
  writeExperiment(path, { ...planOf('smoke'), specialists: [], benchmarks: ['pope'] });
  squared = await openWindow(home);
  await squared.page.evaluate(
    (hash) => {
      window.location.hash = hash;
    },
    hrefOf('judge', path),
  );
});
test.afterAll(async () => {
  await squared.app.close();
  removeHome(home);
});

test('says which step brings captions before there are any', async () => {
  const { page } = squared;
  await expect(page.getByRole('heading', { name: 'No captions to judge yet' })).toBeVisible();
  await expect(page.locator('main')).toContainText('The first ones come with “Recaption by V0”');
  await expect(page.locator('main')).toContainText('The run has not been started.');
  await page.getByRole('link', { name: 'Go to Run' }).click();
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(state('Running')).toBeVisible();
});

test('a judge signs and judges with keys alone, blind, while the run holds the experiment', async () => {
  const { page } = squared;
  await expect(step('Recaption by V0', 'done')).toBeVisible(patience);
  await page.getByRole('link', { name: 'Judge' }).click();
  await expect(page.getByLabel('Your name')).toBeFocused();
  await page.keyboard.type('Anna');
  await page.keyboard.press('Enter');
  await expect(desk('Anna')).toBeVisible();
  await expect(progress('0 of 30')).toBeVisible();
  await expect(page.locator('.desk-picture img')).toBeVisible();
  await expect(state('Running')).toBeVisible();
  // The folder's own name is drawn by chance and may read like a round.
  const shown = (await page.locator('.desk').innerHTML()).replaceAll(encodeURIComponent(home), '');
  expect(shown).not.toMatch(/\bv\d\b|V\d|original|checkpoint/i);

  const seen = new Set<string>();
  for (const [place, key] of ['ArrowLeft', 'ArrowRight', 'ArrowDown', 's'].entries()) {
    const pair = (await texts()).join('|');
    expect(seen.has(pair)).toBe(false);
    seen.add(pair);
    await page.keyboard.press(key);
    await expect(page.locator('.desk-count')).toContainText(`${place + 1} of 30`);
  }
  await expect(progress('4 of 30, 1 skipped')).toBeVisible();
  expect(stored().map(({ answer }) => answer)).toEqual(['left', 'right', 'tie', 'skip']);
  for (const { seconds } of stored()) expect(seconds).toBeLessThan(60);
  await expect(state('Running')).toBeVisible();
  await shoot(squared, 'judge-desk');
});

test('undo puts the pair again, Escape stops, and the next time goes on there', async () => {
  const { page } = squared;
  const ahead = await texts();
  await page.keyboard.press('ArrowLeft');
  await expect(progress('5 of 30, 1 skipped')).toBeVisible();
  await page.keyboard.press('u');
  await expect(progress('4 of 30, 1 skipped')).toBeVisible();
  await expect.poll(texts).toEqual(ahead);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Anna' })).toBeVisible();
  await expect(page.locator('main')).toContainText('4 of 30');
  await expect(page.locator('main')).toContainText('V0 against Original text');
  await shoot(squared, 'judge-start');
  await page.getByRole('button', { name: 'Anna' }).click();
  await expect.poll(texts).toEqual(ahead);
});

test('judges to the end; a second judge gets the same pairs', async () => {
  const { page } = squared;
  // A rule that looks at the texts alone, so that both judges can be told what they will agree on.
  const judgeAll = async (salt: string): Promise<void> => {
    for (let left = 30; left > 0; left--) {
      if (!(await page.locator('.desk-pair').isVisible())) return;
      const pair = await texts();
      const chosen = pair.map((text) =>
        createHash('sha256')
          .update(salt + text)
          .digest('hex'),
      );
      const before = await page.locator('.desk-count').innerText();
      await page.keyboard.press((chosen[0] ?? '') < (chosen[1] ?? '') ? 'ArrowLeft' : 'ArrowRight');
      await expect(page.locator('.desk-count')).not.toHaveText(before);
    }
  };
  await judgeAll('rule');
  await expect(page.getByRole('heading', { name: 'All pairs are judged' })).toBeVisible();
  await expect(progress('30 of 30, 1 skipped')).toBeVisible();
  await shoot(squared, 'judge-over');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByLabel('Your name').fill('Ben');
  await page.keyboard.press('Enter');
  await expect(progress('0 of 30')).toBeVisible();
  await judgeAll('rule');
  await expect(page.getByRole('heading', { name: 'All pairs are judged' })).toBeVisible();
  expect(stored().length).toBe(60);
  await page.keyboard.press('Escape');
});

test('later rounds are drawn when they have come; a model judges; results tell all of it', async () => {
  const { page } = squared;
  await page.getByRole('link', { name: 'Run', exact: true }).click();
  await expect(step('Recaption by V1', 'done')).toBeVisible(patience);
  await page.getByRole('link', { name: 'Judge' }).click();
  await page.getByRole('button', { name: 'Draw what is missing' }).click();
  await expect(page.locator('main')).toContainText('V1 against V0');
  const server = await startChatServer(({ body }, response) => {
    const words = body.messages[0].content[1].text;
    const captions = words.split('\n').filter((line) => line.startsWith('> '));
    const [a = '', b] = captions;
    // A judge that reads, and that likes the first place where both are of one length.
    if (b === undefined) caption(response, String(1 + (a.length % 10)));
    else caption(response, a.length >= b.length ? 'A' : 'B');
  });
  await page.getByRole('button', { name: 'Results' }).click();
  const asking = page.getByRole('region', { name: 'Ask a judge model' });
  await asking.getByLabel('Address').fill(server.url);
  await asking.getByLabel('Model').fill('small/judge');
  await asking.getByLabel('Pairs for each two sources').fill('20');
  await asking.getByLabel('Images to score').fill('20');
  await asking.getByRole('button', { name: 'Ask' }).click();
  // Two pairs of sources, twenty images, two orders; three sources, twenty images.
  await expect(asking).toContainText(
    '140 questions asked, 0 answered before, 0 without an answer.',
    patience,
  );
  await server.stop();
  const rates = page.getByRole('region', { name: 'Win rates' });
  await expect(rates.getByRole('row', { name: 'V0 against Original text All 2 judges' })).toBeVisible();
  const agreement = page.getByRole('region', { name: 'Agreement between judges' });
  await expect(agreement.getByRole('row', { name: /Anna and Ben/ })).toContainText('Cohen’s kappa');
  const model = page.getByRole('region', { name: 'Judge model small/judge' });
  await expect(model.getByRole('row', { name: /V1 against V0/ })).toBeVisible();
  await expect(model).toContainText('Same answer in both orders');
  await expect(model.getByRole('img', { name: /Mean scores: Original text/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What people’s preferences bear out' })).toContainText(
    'Words',
  );
  await shoot(squared, 'judge-results');
  await page.getByRole('button', { name: 'Write into the report' }).click();
  await expect(page.getByText('Written: Table 8 and what belongs to it.')).toBeVisible(patience);
  expect(squared.complaints).toEqual([]);
});

test('an answer that cannot be stored is said, and the pair stays', async () => {
  const { page } = squared;
  await page.getByRole('button', { name: 'Judge', exact: true }).click();
  await page.getByLabel('Your name').fill('Cleo');
  await page.keyboard.press('Enter');
  await expect(page.locator('.desk-pair')).toBeVisible();
  const pair = await texts();
  const engine = new Engine(() => {});
  // The same judge in another window is a little quicker.
  const { pair: same } = await engine.call('judge.next', { path, judge: 'cleo' });
  await engine.call('judge.answer', { path, judge: 'cleo', pair: same?.token ?? '', answer: 'tie' });
  await engine.stop();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('alert')).toContainText('has answered this pair already');
  await expect.poll(texts).toEqual(pair);
  await shoot(squared, 'judge-refused');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect.poll(texts).not.toEqual(pair);
});
