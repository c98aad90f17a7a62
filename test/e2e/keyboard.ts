import type { Page } from '@playwright/test';

/** Tab until what has the focus is called so. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = typeof name === 'string' ? name : name.source;
  for (let press = 0; press < 40; press++) {
    await page.keyboard.press('Tab');
    const called = await page.evaluate(() => {
      const at = document.activeElement as HTMLElement;
      return at.getAttribute('aria-label') ?? (at as HTMLInputElement).labels?.[0]?.innerText ?? at.innerText;
    });
    if (typeof name === 'string' ? called.trim().startsWith(name) : name.test(called)) return;
  }
  throw new Error(`Tab never led to ${wanted}.`);
}
