import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WindowState } from '../../../main/app/window-state.ts';

let folder: string;
let file: string;
const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const bounds = { x: 100, y: 80, width: 900, height: 600 };
const window = {
  getNormalBounds: () => bounds,
  isMaximized: () => true,
  webContents: { getZoomFactor: () => 1.25 },
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'squared-state-'));
  file = join(folder, 'deep', 'window.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('place, size, zoom, theme and notices are there after a restart', () => {
  const state = new WindowState(file);
  state.setTheme('dark');
  state.setNotices(false);
  state.remember(window as never);
  const again = new WindowState(file);
  expect(again.boundsWithin([screen])).toEqual(bounds);
  expect(again.maximized).toBe(true);
  expect(again.theme).toBe('dark');
  expect(again.zoom).toBe(1.25);
  expect(again.notices).toBe(false);
});

test('a place on a screen that is gone is forgotten', () => {
  new WindowState(file).remember(window as never);
  expect(new WindowState(file).boundsWithin([{ ...screen, x: 5000 }])).toBeNull();
});

test.each(['', '{"bounds":', '{"bounds":{"x":"a"},"maximized":1,"theme":"neon"}'])(
  'a damaged file (%j) is as good as none',
  (text) => {
    const damaged = join(folder, 'window.json');
    writeFileSync(damaged, text);
    const state = new WindowState(damaged);
    expect(state.boundsWithin([screen])).toBeNull();
    expect(state.theme).toBe('system');
  },
);
