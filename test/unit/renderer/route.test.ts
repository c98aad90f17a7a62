import { describe, expect, test } from 'vitest';
import { hrefOf, routeOf } from '../../../renderer/route.ts';

describe('route', () => {
  test('an address leads back to the view, experiment and image it was made of', () => {
    const path = '/home/a b/experiments/50 % & more?#';
    expect(routeOf(hrefOf('captions', path, 12))).toEqual({ view: 'captions', path, image: 12 });
    expect(routeOf(hrefOf('run', path))).toEqual({ view: 'run', path, image: null });
    expect(routeOf(hrefOf('judge', path))).toEqual({ view: 'judge', path, image: null });
  });

  test.each(['', '#/', '#/nowhere?path=x', '#/run', '#/run?path='])('%j is Welcome', (hash) => {
    expect(routeOf(hash)).toEqual({ view: 'welcome' });
  });

  test.each(['-3', '1.5', 'x', '0'])('image %j is none', (image) => {
    expect(routeOf(`#/captions?path=x&image=${image}`)).toMatchObject({ image: null });
  });
});
