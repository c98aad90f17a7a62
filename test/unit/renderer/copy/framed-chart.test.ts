import { expect, test } from 'vitest';
import { framedChart, type LegendItem } from '../../../../renderer/copy/framed-chart.ts';

const measure = (text: string): number => text.length * 6.5;
const chart = {
  markup: '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"/>',
  width: 300,
  height: 100,
};
const legend: LegendItem[] = [
  { name: 'V0', colour: 'rgb(143, 166, 221)', mark: 'disc' },
  { name: 'Held out', colour: 'rgb(27, 30, 35)', mark: 'ring' },
  { name: 'An experiment with a long name & more', colour: 'rgb(27, 30, 35)', mark: 'square' },
  { name: 'V1', colour: 'rgb(95, 128, 214)', mark: 'line', dashes: '6,3' },
  { name: 'another', colour: 'rgb(90, 97, 107)', mark: 'triangle' },
];

test('a chart with its title above and its legend below', async () => {
  const svg = framedChart(
    chart,
    'Training losses <on> one another, of all trainings that there are',
    legend,
    measure,
  );
  await expect(svg).toMatchFileSnapshot('../pictures/framed-chart.svg');
});

test('lines of one colour are told apart by their dashes', () => {
  const line = { name: 'V1', colour: 'rgb(143, 166, 221)', mark: 'line' } as const;
  const svg = framedChart(
    chart,
    'Trainings',
    [line, { ...line, name: 'V1, seed 2', dashes: '6,3' }],
    measure,
  );
  expect(svg.match(/<path d="M0 8.5H\d+" fill="none"/g)).toHaveLength(2);
  expect(svg.match(/stroke-dasharray="6,3"/g)).toHaveLength(1);
});

test('without a legend the picture ends below the chart', () => {
  const svg = framedChart(chart, 'POPE', [], measure);
  expect(svg).toMatch(/^<svg [^>]*width="340" height="167"/);
  expect(svg).not.toContain('circle');
});
