/**
 * A picture of the real window for the documentation: `node test/e2e/take-picture.ts EXPERIMENT FILE [rounds|run|captions|judge]`.
 * Shows the experiment's Rounds at 1400x900 in the light theme; reads the experiment and changes nothing.
 */
import { resolve } from 'node:path';
import { hrefOf, type ViewName } from '../../renderer/route.ts';
import { newHome, openWindow, removeHome, resize, setTheme } from './squared-window.ts';

const [experiment, file, view = 'rounds'] = process.argv.slice(2);
if (!experiment || !file) {
  console.error('node test/e2e/take-picture.ts EXPERIMENT FILE [rounds|run|captions|judge]');
  process.exit(2);
}
const home = newHome();
const squared = await openWindow(home);
try {
  const { page } = squared;
  await resize(squared, 1400, 900);
  await setTheme(squared, 'light');
  await page.goto(`squared://window/index.html${hrefOf(view as ViewName, resolve(experiment))}`);
  await page.locator('main svg, main img').first().waitFor();
  await page.waitForFunction(
    () => !document.querySelector('main .skeleton') && document.fonts.status === 'loaded',
  );
  // Nothing is pointed at, so that no tip covers a figure.
  await page.mouse.move(1, 899);
  await page.screenshot({ path: file, animations: 'disabled' });
} finally {
  await squared.app.close();
  removeHome(home);
}
