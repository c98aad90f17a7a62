/** A machine that needs mending: what the doctor finds stands on Welcome with the command that mends it. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { newHome, openWindow, removeHome, shoot } from './squared-window.ts';

test('shows the problem, copies its command, and looks again when asked', async () => {
  const home = newHome();
  // A card that the driver names while PyTorch cannot use it, as after an installation of the CPU build.
  const tools = join(home, 'tools');
  mkdirSync(tools);
  writeFileSync(join(tools, 'nvidia-smi'), '#!/bin/sh\necho "NVIDIA H200"\n');
  chmodSync(join(tools, 'nvidia-smi'), 0o755);
  const squared = await openWindow(home, {
    PATH: `${tools}${delimiter}${process.env.PATH}`,
    CUDA_VISIBLE_DEVICES: '',
  });
  const { page, app } = squared;
  try {
    await expect(page.getByText('This machine needs a little mending')).toBeVisible({ timeout: 90_000 });
    const problem = page.getByRole('listitem').filter({ hasText: 'NVIDIA H200 is there' });
    const command = await problem.locator('code').innerText();
    expect(command).toContain('pip install --force-reinstall torch==');
    await shoot(squared, 'machine');
    await problem.getByRole('button', { name: 'Copy the command for gpu' }).click();
    await expect(problem.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(command);

    writeFileSync(join(tools, 'nvidia-smi'), '#!/bin/sh\nexit 9\n');
    await page.getByRole('button', { name: 'Check again' }).click();
    await expect(problem).toBeHidden({ timeout: 90_000 });
  } finally {
    await app.close();
    removeHome(home);
  }
});
