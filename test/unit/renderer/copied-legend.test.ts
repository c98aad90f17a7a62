import { expect, test } from 'vitest';
import { copiedLegend } from '../../../renderer/charts/copied-legend.ts';
import { placesOf } from '../../../renderer/charts/places.ts';
import type { ModelPoint } from '../../../shared/charts/model-points.ts';

const point = (model: string, colour: string, ring = false): ModelPoint => ({
  model,
  value: 1,
  low: null,
  high: null,
  colour,
  ring,
  joined: false,
  words: '',
});
const specialists = ['spatial', 'ocr'].map((name) => ({ name })) as never;

test('a copied chart names whom its axis puts under one word, and other experiments by their marks', () => {
  const models = ['v0', 'v1', 'spatial', 'ocr', 'final', 'without-ocr'];
  const data = {
    label: 'POPE',
    points: models.map((model) => point(model, `of ${model}`, model === 'without-ocr')),
    seeds: [],
    others: [{ name: 'another', at: 1, points: [] }],
    places: placesOf(models, { specialists }),
    range: [0, 1] as const,
    format: String,
  };
  expect(copiedLegend(data)).toEqual([
    { name: 'Spatial', colour: 'of spatial', mark: 'disc' },
    { name: 'OCR', colour: 'of ocr', mark: 'disc' },
    { name: 'Without OCR', colour: 'of without-ocr', mark: 'ring' },
    { name: 'another', colour: 'var(--ink-soft)', mark: 'triangle' },
  ]);
});
