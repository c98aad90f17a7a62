import { mkdirSync } from 'node:fs';
import { openWindow, resize, setTheme } from './squared-window.ts';

const out = '/tmp/shots';
mkdirSync(out, { recursive: true });
const home = '/tmp/wt-window-home';
const path = `${home}/experiments/Three rounds on Emoji World`;
const q = encodeURIComponent(path);
const views: Record<string, string> = {
  welcome: '#/',
  new: '#/new',
  models: '#/models',
  doctor: '#/doctor',
  settings: '#/settings',
  run: `#/run?path=${q}`,
  rounds: `#/rounds?path=${q}`,
  captions: `#/captions?path=${q}`,
  benchmarks: `#/benchmarks?path=${q}`,
  specialists: `#/specialists?path=${q}`,
  data: `#/data?path=${q}`,
};
const wanted = process.argv[2] ? process.argv[2].split(',') : Object.keys(views);
const squared = await openWindow(home);
const { page } = squared;
for (const [w, h, size] of [
  [1440, 900, 'large'],
  [1000, 640, 'small'],
] as const) {
  await resize(squared, w, h);
  for (const theme of (process.argv[3] ?? 'light,dark').split(',') as ('light' | 'dark')[]) {
    await setTheme(squared, theme);
    for (const name of wanted) {
      await page.goto(`squared://window/index.html${views[name]}`);
      await page.waitForTimeout(300);
      await page
        .waitForFunction(() => !document.querySelector('main .skeleton'), undefined, { timeout: 60000 })
        .catch(() => {});
      await page.waitForTimeout(400);
      await page.screenshot({ path: `${out}/${name}-${size}-${theme}.png`, animations: 'disabled' });
    }
  }
}
console.log(JSON.stringify(squared.complaints, null, 1));
await squared.app.close();
