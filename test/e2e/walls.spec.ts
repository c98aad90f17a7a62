/** Promise 12: whatever runs in the page, it gets nothing but the typed bridge. Each wall is tried from inside, as hostile code would. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import type { Bridge } from '../../shared/bridge.ts';
import { damagedExperiment } from './folders.ts';
import { newHome, openWindow, removeHome, type SquaredWindow } from './squared-window.ts';

declare global {
  interface Window {
    readonly squared: Bridge;
  }
}

let home: string;
let squared: SquaredWindow;
let outside: Server;
let outsideUrl: string;
const heard: string[] = [];

test.beforeAll(async () => {
  home = newHome();
  damagedExperiment(home);
  squared = await openWindow(home);
  outside = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*').end('<h1>outside</h1>');
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`;
});
test.afterAll(async () => {
  await squared.app.close();
  outside.close();
  removeHome(home);
});

test('the page has no Node, and of Electron only call and on', async () => {
  const found = await squared.page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter(
      (name) => name in globalThis,
    ),
    bridge: Object.keys(window.squared),
    frozen: (() => {
      try {
        (window.squared as { call: unknown }).call = () => 'mine';
      } catch {
        // Frozen objects refuse in strict mode.
      }
      return String(window.squared.call).includes('mine');
    })(),
  }));
  expect(found).toEqual({ node: [], bridge: ['call', 'on'], frozen: false });
  const preferences = await squared.app.evaluate(({ BrowserWindow }) => {
    // Electron's own words for what it applied; the method has no type.
    const { webContents } = BrowserWindow.getAllWindows()[0] as unknown as {
      webContents: { getLastWebPreferences(): Record<string, unknown> };
    };
    const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } =
      webContents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
  });
});

test('no network: not by fetch, image, socket, beacon or frame', async () => {
  const outcomes = await squared.page.evaluate(async (url) => {
    const failed = (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'reached',
        () => 'refused',
      );
    const loaded = (element: HTMLImageElement | HTMLScriptElement): Promise<unknown> =>
      new Promise((resolve, reject) => {
        element.onload = resolve;
        element.onerror = reject;
        element.src = url;
        document.body.append(element);
      });
    const socket = new Promise((resolve, reject) => {
      const one = new WebSocket(url.replace('http', 'ws'));
      one.onopen = resolve;
      one.onerror = reject;
    });
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
    navigator.sendBeacon(url, 'secret');
    return Promise.all([
      failed(fetch(url)),
      failed(loaded(new Image())),
      failed(loaded(document.createElement('script'))),
      failed(socket),
    ]);
  }, outsideUrl);
  expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused']);
  expect(heard).toEqual([]);
});

test('no code from text: eval, inline scripts and handlers are refused', async () => {
  const ran = await squared.page.evaluate(async () => {
    const state = window as unknown as { ran: string[] };
    state.ran = [];
    const script = document.createElement('script');
    script.textContent = 'window.ran.push("inline")';
    const blob = document.createElement('script');
    blob.src = URL.createObjectURL(new Blob(['window.ran.push("blob")'], { type: 'text/javascript' }));
    const image = document.createElement('div');
    image.innerHTML = '<img src="missing" onerror="window.ran.push(\'handler\')">';
    document.body.append(script, blob, image);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return state.ran;
  });
  expect(ran).toEqual([]);
  const evaluated = await squared.page.evaluate(() => {
    // Playwright's own evaluation is not bound by the page's policy; a function made from text inside the page is.
    const button = document.createElement('button');
    button.setAttribute('onclick', 'document.title = "taken"');
    document.body.append(button);
    button.click();
    return document.title;
  });
  expect(evaluated).toBe('Squared');
});

test('the window stays where it is: no navigation, no second window, no permission', async () => {
  const { page, app } = squared;
  const outcome = await page.evaluate(async (url) => {
    const opened = window.open(url) === null ? 'refused' : 'opened';
    window.location.href = url;
    await new Promise((resolve) => setTimeout(resolve, 500));
    const notification = await Notification.requestPermission();
    return { opened, at: window.location.href.split('#')[0], notification };
  }, outsideUrl);
  expect(outcome).toEqual({ opened: 'refused', at: 'squared://window/index.html', notification: 'denied' });
  expect(app.windows()).toHaveLength(1);
  expect(heard).toEqual([]);
});

test('the page protocol serves the built page only, the image protocol only what the engine names', async () => {
  const answers = await squared.app.evaluate(async ({ session }) => {
    const status = async (url: string): Promise<number> => (await session.defaultSession.fetch(url)).status;
    return {
      page: await status('squared://window/index.html'),
      above: await status('squared://window/..%2f..%2fpackage.json'),
      encoded: await status('squared://window/%2e%2e/%2e%2e/main/app/index.ts'),
      otherHost: await status('squared://elsewhere/index.html'),
      unknownImage: await status('squared-image://image/1?path=%2Fetc'),
      fileAsImage: await status('squared-image://image/..%2f..%2fetc%2fpasswd?path=%2Fetc'),
      noExperiment: await status('squared-image://image/1'),
    };
  });
  expect(answers).toEqual({
    page: 200,
    above: 404,
    encoded: 404,
    otherHost: 404,
    unknownImage: 404,
    fileAsImage: 400,
    noExperiment: 400,
  });
});

test('calls are checked: unknown names, malformed arguments, and pages that are not ours', async () => {
  const { page, app } = squared;
  const call = (name: string, args: unknown) =>
    page.evaluate(([name, args]) => window.squared.call(name as 'doctor', args as Record<string, never>), [
      name,
      args,
    ] as const);
  const messageOf = async (name: string, args: unknown): Promise<string> => {
    const outcome = await call(name, args);
    return 'error' in outcome ? outcome.error.message : 'answered';
  };
  expect(await messageOf('shell.run', { command: 'id' })).toBe('There is no request "shell.run".');
  expect(await messageOf('__proto__', {})).toContain('There is no request');
  expect(await messageOf('experiment.get', { path: 7 })).toContain('malformed');
  expect(await messageOf('window.theme', { theme: 'neon' })).toContain('malformed');
  expect(await messageOf('window.openReport', { path: '/etc/passwd' })).toContain('There is no experiment');

  // Another page with the very same preload, as a hole in the navigation guard would give one.
  const stranger = await app.evaluate(async ({ BrowserWindow }, preload) => {
    const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await window.loadURL('about:blank');
    const outcome = await window.webContents.executeJavaScript("window.squared.call('experiments.list', {})");
    window.destroy();
    return outcome as unknown;
  }, `${process.cwd()}/out/preload/index.cjs`);
  expect(stranger).toEqual({ error: { message: 'This page may not ask the engine.', advice: null } });
});
