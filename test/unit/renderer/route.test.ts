import { describe, expect, test } from 'vitest';
import { hrefOf, pageHref, routeOf } from '../../../renderer/route.ts';

describe('route', () => {
  test('an address leads back to the view, experiment, image and wishes it was made of', () => {
    const path = '/home/a b/experiments/50 % & more?#';
    expect(routeOf(hrefOf('captions', path, 12))).toEqual({ view: 'captions', path, image: 12, query: {} });
    expect(routeOf(hrefOf('run', path))).toEqual({ view: 'run', path, image: null, query: {} });
    expect(routeOf(hrefOf('judge', path))).toMatchObject({ view: 'judge', path, query: {} });
    const query = { benchmark: 'pope', search: 'is there a dog & a cat?' };
    expect(routeOf(hrefOf('benchmarks', path, query))).toEqual({
      view: 'benchmarks',
      path,
      image: null,
      query,
    });
  });

  test.each(['', '#/', '#/nowhere?path=x', '#/run', '#/run?path='])('%j is Welcome', (hash) => {
    expect(routeOf(hash)).toEqual({ view: 'welcome' });
  });

  test.each(['new', 'models', 'doctor', 'settings'] as const)('%s is a page of its own', (page) => {
    expect(routeOf(pageHref(page))).toEqual({ view: page });
  });

  test.each(['-3', '1.5', 'x', '0'])('image %j is none', (image) => {
    expect(routeOf(`#/captions?path=x&image=${image}`)).toMatchObject({ image: null });
  });
});
