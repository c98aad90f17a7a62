import { afterEach, expect, test, vi } from 'vitest';
import { electronPath } from '../../../../main/engine/setup/electron-path.ts';
import { electronStep } from '../../../../main/engine/setup/electron-step.ts';

afterEach(() => vi.unstubAllEnvs());

test('SQUARED_ELECTRON goes before every installed one', () => {
  vi.stubEnv('SQUARED_ELECTRON', '/opt/mine/electron');
  expect(electronPath()).toBe('/opt/mine/electron');
});

test('a SQUARED_ELECTRON that is not there is a problem, and nothing is downloaded in its place', async () => {
  vi.stubEnv('SQUARED_ELECTRON', '/no/such/electron');
  expect(await electronStep.check()).toMatchObject({ state: 'problem' });
  await expect(electronStep.install(() => {})).rejects.toThrow('/no/such/electron, which does not exist');
});
