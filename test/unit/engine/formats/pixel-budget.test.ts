import { expect, test } from 'vitest';
import { PixelBudget } from '../../../../main/engine/formats/pixel-budget.ts';

test('no more pixels are worked on at once than the budget, first come, first served', async () => {
  const budget = new PixelBudget(100);
  const begun: number[] = [];
  let now = 0;
  let most = 0;
  const sizes = [60, 60, 10, 30, 100, 1, 99];
  await Promise.all(
    sizes.map((pixels) =>
      budget.during(pixels, async () => {
        begun.push(pixels);
        now += pixels;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve, 2));
        now -= pixels;
      }),
    ),
  );
  expect(begun).toEqual(sizes);
  expect(most).toBe(100);
});

test('work that fails gives its pixels back', async () => {
  const budget = new PixelBudget(10);
  const failing = budget.during(10, async () => {
    throw new Error('broken');
  });
  const next = budget.during(10, async () => 'done');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('done');
});
