/** Settings: servers that are kept, tested and offered; the device; what lies on the disk and what is made again; by keyboard, in both themes. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { placesOf } from '../../main/engine/places.ts';
import { hrefOf, pageHref } from '../../renderer/route.ts';
import { type ChatServer, caption, refuse, startChatServer } from '../servers/chat-server.ts';
import { finishedExperiment } from './finished-experiment.ts';
import { newExperiment } from './folders.ts';
import { newHome, openWindow, removeHome, type SquaredWindow, setTheme, shoot } from './squared-window.ts';

test.describe.configure({ mode: 'serial' });

let home: string;
let done: string;
let server: ChatServer;
let squared: SquaredWindow;

const goTo = (href: string) => squared.page.goto(`squared://window/index.html${href}`);
const stored = () => JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'));
const card = (name: string) => squared.page.getByRole('region', { name, exact: true });

test.beforeAll(async () => {
  test.setTimeout(300_000);
  home = newHome();
  squared = await openWindow(home, { SQUARED_DEVICE: '' });
  server = await startChatServer(({ body }, response) =>
    body.model === 'red/1' ? caption(response, 'Red.') : refuse(response, 404, 'no such model'),
  );
});
test.afterAll(async () => {
  await squared?.app.close();
  await server?.stop();
  removeHome(home);
});

test('nothing there yet: each part says so, and the device is what PyTorch finds', async () => {
  await goTo(pageHref('settings'));
  await expect(card('Servers')).toContainText('None is kept.');
  await expect(card('Keys of caption servers')).toContainText('No key is stored');
  await expect(card('Storage')).toContainText('No experiment takes any room yet.');
  const device = card('Where models run');
  await expect(device.getByRole('radio', { name: /^The best there is/ })).toBeChecked({ timeout: 60_000 });
  await expect(device).toContainText(/Processor .+: \d+ cores?/);
});

test('a server is typed once by keyboard, tested, changed, and refused twice under one name', async () => {
  const { page } = squared;
  const servers = card('Servers');
  await servers.getByRole('button', { name: 'Add a server' }).focus();
  await page.keyboard.press('Enter');
  await expect(servers.getByLabel('Name', { exact: true })).toBeFocused();
  for (const words of ['Lab server', server.url, 'red/2', '', '4', '60', '0.2', '0.8']) {
    if (words) await page.keyboard.press('Control+a');
    if (words) await page.keyboard.type(words);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  const row = servers.getByRole('row', { name: /^Lab server/ });
  await expect(row).toContainText('red/2');
  await expect(row).toContainText('0.2 USD read, 0.8 written');
  expect(stored().endpoints).toMatchObject([
    {
      name: 'Lab server',
      url: server.url,
      inFlight: 4,
      requestsPerMinute: 60,
      price: { input: 0.2, output: 0.8 },
    },
  ]);

  await row.getByRole('button', { name: 'Test the connection to Lab server' }).click();
  await expect(servers.getByRole('alert')).toContainText('knows no chat completions by "red/2"');
  await row.getByRole('button', { name: 'Change the server Lab server' }).click();
  await servers.getByLabel('Model as the server calls it').fill('red/1');
  await servers.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('red/1');
  await row.getByRole('button', { name: 'Test the connection to Lab server' }).click();
  await expect(servers.getByRole('status')).toContainText('it said: “Red.”');

  await servers.getByRole('button', { name: 'Add a server' }).click();
  await servers.getByLabel('Name', { exact: true }).fill('Lab server');
  await servers.getByLabel('Address, up to /v1').fill(server.url);
  await servers.getByLabel('Model as the server calls it').fill('red/1');
  await servers.getByRole('button', { name: 'Keep this server' }).click();
  await expect(servers.getByRole('alert')).toContainText('There is a server called “Lab server” already.');
  await servers.getByRole('button', { name: 'Never mind' }).click();
  await expect(servers.getByRole('row')).toHaveCount(2);
});

test('a kept server is offered in the wizard, and its plan takes all of it', async () => {
  const { page } = squared;
  await goTo(pageHref('new'));
  await page.evaluate(() => window.localStorage.clear());
  await page.reload();
  await page.getByRole('radio', { name: /^Just recaption/ }).check();
  await page.getByRole('button', { name: /^Model/ }).click();
  await page.getByRole('radio', { name: /server/i }).check();
  await page.getByLabel('Server', { exact: true }).selectOption({ label: 'Lab server (red/1)' });
  await expect(page.getByLabel('Address, up to /v1')).toHaveValue(server.url);
  await expect.poll(() => page.evaluate(() => JSON.stringify(window.localStorage))).toContain('Lab server');
  await page.getByLabel('Model as the server calls it').fill('red/3');
  await expect(page.getByLabel('Server', { exact: true })).toHaveValue('');
  await page.getByLabel('Server', { exact: true }).selectOption({ label: 'Lab server (red/1)' });
  await page.getByRole('button', { name: /^Plan/ }).click();
  const plan = page.getByRole('textbox', { name: /plan/i });
  await expect(plan).toHaveValue(
    /inFlight: 4\n {2}requestsPerMinute: 60\n {2}price: \{ input: 0.2, output: 0.8 \}/,
  );
});

test('storage: the disk by experiment and kind; features go after a question that says what is lost', async () => {
  test.setTimeout(240_000);
  const { page } = squared;
  done = await finishedExperiment(home, 'done');
  await newExperiment(home, 'smoke', 'fresh');
  const { features } = placesOf(done);
  mkdirSync(features, { recursive: true });
  writeFileSync(join(features, 'features.safetensors'), Buffer.alloc(30e6));
  writeFileSync(join(features, 'COMPLETE'), '');
  await goTo(pageHref('settings'));
  const storage = card('Storage');
  await storage.getByRole('button', { name: 'Count again' }).click();
  await expect(storage.getByRole('row', { name: /^done/ })).toContainText('30 MB');
  await expect(storage.getByRole('row', { name: /^fresh/ })).toContainText('Nothing');
  await expect(storage.getByRole('list', { name: /by what it is for/ })).toContainText('Features 30 MB');
  await shoot(squared, 'settings-storage');
  const button = storage.getByRole('button', { name: 'Delete the features of done, 30 MB' });
  await button.click();
  const question = page.getByRole('dialog', { name: 'Delete the features of done?' });
  await expect(question).toContainText('encodes all images first');
  await expect(question).toContainText('30 MB become free');
  await shoot(squared, 'settings-clean');
  await question.getByRole('button', { name: 'Keep' }).click();
  expect(existsSync(features)).toBe(true);
  await button.click();
  await question.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(storage.getByRole('status').filter({ hasText: 'became free' })).toContainText(
    '30 MB became free',
  );
  await expect(button).toHaveCount(0);
  expect(existsSync(features)).toBe(false);
  await goTo(hrefOf('rounds', done));
  await expect(page.locator('.rounds .chart svg').first()).toBeVisible();
});

test('a judge is asked at a kept server', async () => {
  const { page } = squared;
  await goTo(hrefOf('judge', done));
  await page.getByRole('button', { name: 'Results' }).click();
  await page.getByLabel('Server', { exact: true }).selectOption({ label: 'Lab server (red/1)' });
  await expect(page.getByLabel('Address', { exact: true })).toHaveValue(server.url);
  await expect(page.getByLabel('Model', { exact: true })).toHaveValue('red/1');
});

test('device and price are kept; a card that is not there is said; axe finds nothing in either theme', async () => {
  const { page } = squared;
  await goTo(pageHref('settings'));
  const device = card('Where models run');
  await device.getByRole('radio', { name: /^Processor/ }).check();
  await expect.poll(() => stored().device).toBe('cpu');
  await page.getByText('From the energy it draws').click();
  await page.getByLabel('Watts while it works').fill('400');
  await page.getByLabel('USD for a kilowatt-hour').fill('0.25');
  await page.getByRole('button', { name: 'Reckon' }).click();
  await expect(page.getByLabel('USD', { exact: true })).toHaveValue('0.1');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.poll(() => stored().usdPerHour).toBe(0.1);
  await page.evaluate(() => window.squared.call('settings.set', { device: 'cuda:7' }));
  await page.reload();
  await expect(device).toContainText('cuda:7 was chosen and is not there', { timeout: 60_000 });
  await card('Servers').getByRole('button', { name: 'Add a server' }).click();
  await shoot(squared, 'settings-all');
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(squared, theme);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${theme} ${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  }
  // A run that begins now is refused by its trainer, in words and at once.
  await page.evaluate(() => window.squared.call('settings.set', { device: 'auto' }));
  expect(squared.complaints).toEqual([]);
});

test('a forgotten server is offered nowhere; a damaged settings file is as good as none', async () => {
  const { page } = squared;
  await card('Servers').getByRole('button', { name: 'Never mind' }).click();
  await card('Servers').getByRole('button', { name: 'Forget the server Lab server' }).click();
  await page.getByRole('button', { name: 'Forget it' }).click();
  await expect(card('Servers')).toContainText('None is kept.');
  expect(stored().endpoints).toEqual([]);
  await goTo(hrefOf('judge', done));
  await page.getByRole('button', { name: 'Results' }).click();
  await expect(page.getByLabel('Address', { exact: true })).toBeVisible();
  await expect(page.getByLabel('Server', { exact: true })).toHaveCount(0);
  writeFileSync(join(home, 'settings.json'), '{ damaged');
  await goTo(pageHref('settings'));
  await page.reload();
  await expect(card('Servers')).toContainText('None is kept.');
  await expect(page.getByText('Now the paper’s price of an H100.')).toBeVisible();
});

test('where PyTorch does not answer, the card says so in its words, and looks again when asked', async () => {
  const elsewhere = newHome();
  const python = join(elsewhere, 'python');
  writeFileSync(python, '#!/bin/sh\necho "no module named torch" >&2\nexit 3\n', { mode: 0o755 });
  const other = await openWindow(elsewhere, { SQUARED_TRAINER_PYTHON: python });
  try {
    await other.page.goto(`squared://window/index.html${pageHref('settings')}`);
    const device = other.page.getByRole('region', { name: 'Where models run' });
    await expect(device.getByRole('alert')).toContainText('PyTorch does not tell which devices there are');
    await expect(device.getByRole('alert')).toContainText('no module named torch');
    writeFileSync(
      python,
      '#!/bin/sh\necho \'{"torch": "9.9", "gpus": [{"id": "cuda:0", "name": "Card", "memory_bytes": 8000000000}]}\'\n',
    );
    await device.getByRole('button', { name: 'Look again' }).click();
    await expect(device.getByRole('radio', { name: /^Card/ })).toBeVisible();
    await expect(device).toContainText('Now Card.');
  } finally {
    await other.app.close();
    removeHome(elsewhere);
  }
});
