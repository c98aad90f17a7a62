/** Copies a table or chart: its figures as CSV or LaTeX, its drawing as SVG or PNG. One button for every table and chart. */
import { useMutation } from '@tanstack/react-query';
import { type RefObject, useEffect } from 'react';
import { IconButton } from '../components/button.tsx';
import { Menu, type MenuItem } from '../components/menu.tsx';
import { ask } from '../data/ask.ts';
import { csvOf } from './csv.ts';
import { latexOf } from './latex.ts';
import { standaloneSvg } from './standalone-svg.ts';
import type { Tabular } from './tabular.ts';

type Props = {
  /** What is copied, as in “Copy the benchmarks’ scores”. */
  what: string;
  /** Made when it is asked for. */
  table?: (() => Tabular) | undefined;
  /** What holds the chart. */
  chart?: RefObject<HTMLElement | null>;
};

const secondsSaid = 2;

export function CopyMenu({ what, table, chart }: Props) {
  const copy = useMutation({ mutationFn: (take: () => Promise<unknown>) => take() });
  const { isSuccess, isError, reset } = copy;
  useEffect(() => {
    if (!isSuccess) return;
    const timer = setTimeout(reset, secondsSaid * 1000);
    return () => clearTimeout(timer);
  }, [isSuccess, reset]);
  const text = (label: string, made: () => string): MenuItem => ({
    label,
    onSelect: () => copy.mutate(() => ask('window.copy', { text: made() })),
  });
  const groups = [
    table ? [text('Copy as CSV', () => csvOf(table())), text('Copy as LaTeX', () => latexOf(table()))] : [],
    chart
      ? [
          text('Copy as SVG', () => standaloneSvg(svgOf(chart))),
          { label: 'Copy as PNG', onSelect: () => copy.mutate(() => copyPicture(svgOf(chart))) },
        ]
      : [],
  ];
  const label = isSuccess ? 'Copied' : isError ? 'It could not be copied' : `Copy ${what}`;
  return (
    <>
      <Menu groups={groups}>
        <IconButton
          label={label}
          icon={isSuccess ? 'check' : isError ? 'alert' : 'copy'}
          size="small"
          className="icon copy-menu"
        />
      </Menu>
      <span className="unseen" aria-live="polite">
        {isSuccess ? 'Copied' : ''}
      </span>
    </>
  );
}

function svgOf(chart: RefObject<HTMLElement | null>): SVGSVGElement {
  const svg = chart.current?.querySelector('svg');
  if (!svg) throw new Error('There is no chart yet.');
  return svg;
}

/** As it stands on the screen with its title, once the menu over it has gone; without what only pointing at it shows. */
async function copyPicture(svg: SVGSVGElement): Promise<void> {
  const shown = svg.closest('figure') ?? svg;
  shown.setAttribute('data-copying', '');
  try {
    shown.scrollIntoView({ block: 'nearest' });
    await nextFrame();
    await nextFrame();
    const { left, top, width, height } = shown.getBoundingClientRect();
    await ask('window.copyPicture', {
      x: Math.max(0, Math.floor(left)),
      y: Math.max(0, Math.floor(top)),
      width: Math.ceil(width),
      height: Math.ceil(height),
    });
  } finally {
    shown.removeAttribute('data-copying');
  }
}

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
