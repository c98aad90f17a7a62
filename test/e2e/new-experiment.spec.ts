/** The guided start, by keyboard alone: from Home to a run that is under way; and a plan with a fault, mended. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { caption, refuse, startChatServer } from '../servers/chat-server.ts';
import { tabTo as tabToIn } from './keyboard.ts';
import {
  answerFolderDialog,
  newHome,
  openWindow,
  removeHome,
  type SquaredWindow,
  shoot,
} from './squared-window.ts';

test.describe.configure({ mode: 'serial' });

let home: string;
let squared: SquaredWindow;

test.beforeAll(async () => {
  home = newHome();
  squared = await openWindow(home);
});
test.afterAll(async () => {
  await squared?.app.close();
  removeHome(home);
});

const tabTo = (name: string | RegExp) => tabToIn(squared.page, name);
const heading = (name: string) => squared.page.getByRole('heading', { level: 1, name });

test('walks from goal to plan by keyboard alone, and back without losing anything', async () => {
  test.setTimeout(400_000);
  const { page } = squared;
  await expect(page.getByRole('button', { name: 'Start: Smoke' })).toBeEnabled();
  await page.keyboard.press('Control+n');
  await expect(heading('What is the experiment for?')).toBeVisible();
  await shoot(squared, 'new-goal');
  await tabTo('Reproduce the tables');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /^Add specialists/ })).toBeChecked();
  await page.keyboard.press('Enter');

  await expect(heading('Which images?')).toBeFocused();
  await tabTo('Emoji World');
  await tabTo('Embedded experiment');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('radio', { name: /^Smoke/ })).toBeChecked();
  await page.keyboard.press('Enter');

  await expect(heading('Which model, and who writes its captions?')).toBeFocused();
  const pico = page.getByRole('region', { name: 'What pico takes' });
  await expect(pico).toContainText('1.7 million parameters');
  await expect(pico).toContainText(/Training and captioning: about 1\.7 GB of .* memory/);
  await expect(pico).toContainText('measured on two cores');
  await shoot(squared, 'new-model');
  await tabTo('Next');
  await page.keyboard.press('Enter');
  await expect(heading('How many rounds, and with which prompts?')).toBeFocused();
  await tabTo('Rounds');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('1');
  await tabTo('Prompts');
  await page.keyboard.type('describe every thing you see.');
  await shoot(squared, 'new-rounds');

  // Nothing is trained here yet, so the shipped model answers, and what that is worth is said.
  await expect(page.getByText('Nothing has been tried yet.')).toBeVisible();
  await tabTo('Try on five images');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Stop' })).toBeFocused();
  const tried = page.getByRole('region', { name: 'Try the prompts' });
  await expect(tried.getByText('5 captions by pico as it is shipped')).toBeVisible({ timeout: 200_000 });
  await expect(tried).toContainText('not about the pictures');
  await expect(tried.getByRole('listitem')).toHaveCount(5);
  await expect(tried.getByText('Asked: describe every thing you see.')).toHaveCount(5);
  await expect
    .poll(() =>
      tried
        .locator('img')
        .last()
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBeGreaterThan(0);
  await expect(page.getByRole('button', { name: 'Try on five images' })).toBeFocused();
  await shoot(squared, 'new-tried');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Stop' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(tried.getByText('Stopped; nothing of it was kept.')).toBeVisible();
  await tabTo('Next');
  await page.keyboard.press('Enter');

  await expect(heading('Which specialists?')).toBeFocused();
  await tabTo('Grounding');
  await page.keyboard.press('Space');
  await tabTo('Back');
  await page.keyboard.press('Enter');
  await expect(heading('How many rounds, and with which prompts?')).toBeFocused();
  await expect(page.getByLabel('Rounds', { exact: false }).first()).toHaveValue('1');
  await expect(page.getByRole('textbox', { name: /^Prompts/ })).toHaveValue('describe every thing you see.');
  for (const _ of ['specialists', 'controls', 'benchmarks', 'plan']) {
    await tabTo('Next');
    await page.keyboard.press('Enter');
  }
  await expect(heading('The plan, and what it takes')).toBeFocused();
  const plan = page.getByRole('textbox', { name: 'The plan as YAML' });
  await expect(plan).toHaveValue(
    /base: smoke\nrounds: 1\nlongPrompts:\n {2}- "describe every thing you see."\nspecialists:/,
  );
  await expect(plan).not.toHaveValue(/grounding/);
  await expect(page.getByRole('region', { name: 'What it takes' })).toContainText(
    /\d+, \d+ of them trainings/,
  );
  await shoot(squared, 'new-plan');
});

test('a half-made plan is there after the window was closed', async () => {
  await squared.app.close();
  squared = await openWindow(home);
  await squared.page.goto('squared://window/index.html#/new');
  await expect(squared.page.getByRole('textbox', { name: 'The plan as YAML' })).toHaveValue(
    /describe every thing/,
  );
});

test('faults are told with their line, and no experiment is made of them', async () => {
  const { page } = squared;
  const plan = page.getByRole('textbox', { name: 'The plan as YAML' });
  const good = await plan.inputValue();
  await plan.fill(`${good}rouds: 2\nbenchmarks: [popee]\n`);
  const faults = page.getByRole('alert', { name: 'What is wrong with the plan' });
  await expect(faults).toContainText(`Line ${good.split('\n').length}`);
  await expect(faults).toContainText('Did you mean `rounds`?');
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeDisabled();
  await shoot(squared, 'new-faults');
  await page.getByRole('button', { name: 'Make it from the choices again' }).click();
  await expect(faults).toBeHidden();
  await expect(plan).toHaveValue(good);
});

test('makes the experiment without starting it, and begins anew the next time', async () => {
  const { page } = squared;
  await page.getByRole('textbox', { name: 'Name' }).fill('walked by keyboard');
  await page.getByRole('button', { name: 'Make it, start later' }).click();
  await expect(page.getByRole('heading', { name: 'walked by keyboard' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
  await page.goto('squared://window/index.html#/new');
  await expect(heading('What is the experiment for?')).toBeVisible();
  expect(squared.complaints).toEqual([]);
});

test('from Home to a run that is under way, and to its pause, by keyboard alone', async () => {
  test.setTimeout(300_000);
  const { page } = squared;
  await page.keyboard.press('Control+h');
  await expect(page.getByRole('button', { name: 'Start: Smoke' })).toBeEnabled();
  await tabTo('Step by step');
  await page.keyboard.press('Enter');
  await expect(heading('What is the experiment for?')).toBeVisible();
  await tabTo('Reproduce the tables');
  await page.keyboard.press('Enter');
  await expect(heading('Which images?')).toBeFocused();
  await tabTo('Embedded experiment');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('radio', { name: /^Smoke/ })).toBeChecked();
  await page.keyboard.press('Enter');
  const walked = [
    'Which model, and who writes its captions?',
    'How many rounds, and with which prompts?',
    'Which specialists?',
    'Which controls?',
    'Which benchmarks?',
  ];
  for (const title of walked) {
    await expect(heading(title)).toBeFocused();
    if (title === 'Which controls?') {
      await tabTo('Shuffled');
      await page.keyboard.press('Space');
    }
    await tabTo('Next');
    await page.keyboard.press('Enter');
  }
  await expect(heading('The plan, and what it takes')).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'The plan as YAML' })).toHaveValue(
    /base: smoke\n[\s\S]*controls: \[shuffled\]/,
  );
  await tabTo('Name');
  await page.keyboard.type('started by keyboard');
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeEnabled();
  await tabTo(/^Start$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'started by keyboard' })).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('.top-bar').getByText('Running', { exact: true })).toBeVisible();
  await expect(page.locator('.run [data-state="done"]').first()).toBeVisible({ timeout: 120_000 });
  await tabTo('Pause');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Pause this run?' })).toBeVisible();
  await tabTo('Pause the run');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible({ timeout: 60_000 });
  expect(squared.complaints).toEqual([]);
});

test('just recaption, by keyboard alone: a server is tried image by image, then writes all captions, and nothing is trained', async () => {
  test.setTimeout(500_000);
  const { page } = squared;
  let asked = 0;
  const server = await startChatServer((_, response) => {
    asked++;
    if (asked === 2) refuse(response, 400, 'this picture is not liked');
    else
      caption(
        response,
        'two things beside each other, and the ground that they stand on.',
        asked === 3 ? 'length' : 'stop',
      );
  });
  try {
    await page.keyboard.press('Control+n');
    await expect(heading('What is the experiment for?')).toBeVisible();
    await tabTo('Reproduce the tables');
    for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: /^Just recaption/ })).toBeChecked();
    await page.keyboard.press('Enter');
    await expect(heading('Which images?')).toBeFocused();
    await tabTo('Embedded experiment');
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('radio', { name: /^Smoke/ })).toBeChecked();
    await page.keyboard.press('Enter');

    await expect(heading('Who writes the captions?')).toBeFocused();
    await expect(page.getByText('No model has been trained yet')).toBeVisible();
    await tabTo('A model that an experiment has trained');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: /^Another model on a server/ })).toBeChecked();
    await tabTo('Address, up to /v1');
    await page.keyboard.type(server.url);
    await tabTo('Model as the server calls it');
    await page.keyboard.type('big/model');
    await tabTo('Next');
    await page.keyboard.press('Enter');

    await expect(heading('With which prompts?')).toBeFocused();
    await tabTo('Prompts');
    await page.keyboard.type('say all of it.');
    await tabTo('Try on five images');
    await page.keyboard.press('Enter');
    const tried = page.getByRole('region', { name: 'Try the prompts' });
    await expect(tried.getByText('4 captions by big/model')).toBeVisible({ timeout: 60_000 });
    await expect(tried).toContainText('No caption: ');
    await expect(tried).toContainText('not liked');
    await expect(tried).toContainText('Cut off at 32 tokens.');
    await shoot(squared, 'new-tried-server');
    await tabTo('Five others');
    await page.keyboard.press('Enter');
    await expect(tried.getByText('5 captions by big/model')).toBeVisible({ timeout: 60_000 });
    expect(new Set(server.asked.map(({ body }) => body.messages[0].content[0].image_url.url)).size).toBe(10);
    await tabTo('Next');
    await page.keyboard.press('Enter');

    await expect(heading('The plan, and what it takes')).toBeFocused();
    await expect(page.getByRole('textbox', { name: 'The plan as YAML' })).toHaveValue(
      /base: smoke\ncaptionsOnly: true\nrounds: 1\nlongPrompts:/,
    );
    await expect(page.getByRole('region', { name: 'What it takes' })).toContainText('4, 0 of them trainings');
    await shoot(squared, 'new-plan-captions');
    await tabTo('Name');
    await page.keyboard.type('captions alone');
    await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeEnabled();
    await tabTo(/^Start$/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'captions alone' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('big/model has described the images: 200 of 200').first()).toBeVisible({
      timeout: 300_000,
    });
  } finally {
    await server.stop();
  }
  expect(squared.complaints).toEqual([]);
});

test('a folder of the own is looked into before anything is imported', async () => {
  const { page } = squared;
  const folder = join(home, 'my images');
  mkdirSync(folder);
  const square = sharp({ create: { width: 96, height: 96, channels: 3, background: '#b3261e' } });
  await square.jpeg().toFile(join(folder, 'a.jpg'));
  writeFileSync(join(folder, 'a.txt'), 'a red square on sand');
  writeFileSync(join(folder, 'b.jpg'), 'no picture at all');
  writeFileSync(join(folder, 'b.txt'), 'nothing that can be seen');
  await answerFolderDialog(squared, folder);
  await page.goto('squared://window/index.html#/new');
  await page
    .getByRole('navigation', { name: 'Steps to a new experiment' })
    .getByRole('button', { name: /^Data/ })
    .click();
  await page.getByRole('radio', { name: /^A folder of my own/ }).click();
  const held = page.getByRole('region', { name: 'What the folder holds' });
  await expect(held).toContainText('2 records: 1 can be taken.');
  await expect(held).toContainText('a red square on sand');
  const picture = held.getByRole('listitem').first().locator('img');
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  await shoot(squared, 'new-data');
});

test('a dropped folder is opened where it is an experiment, else taken for data', async () => {
  const { page } = squared;
  // As the system does it: the page is told of files that it cannot name itself.
  const drop = async (folder: string): Promise<void> => {
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [folder], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
    await session.detach();
  };
  await drop(join(home, 'experiments', 'walked by keyboard'));
  await expect(page.getByRole('heading', { name: 'walked by keyboard' })).toBeVisible();
  await page.goto('squared://window/index.html#/settings');
  await drop(join(home, 'my images'));
  await expect(heading('Which images?')).toBeVisible();
  await expect(page.getByRole('region', { name: 'What the folder holds' })).toContainText(
    'a red square on sand',
  );
  expect(squared.complaints).toEqual([]);
});
