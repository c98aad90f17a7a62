/** Copies a table or chart, or saves it: its figures as CSV or LaTeX, its drawing as SVG or PNG. One button for every table and chart. */
import { useMutation } from '@tanstack/react-query';
import { type RefObject, useEffect } from 'react';
import { type CopyFormat, copyFormats } from '../../shared/copy-requests.ts';
import { IconButton } from '../components/button.tsx';
import { Menu } from '../components/menu.tsx';
import { ask } from '../data/ask.ts';
import { chartSvg } from './chart-drawing.ts';
import { csvOf } from './csv.ts';
import type { LegendItem } from './framed-chart.ts';
import { latexOf } from './latex.ts';
import { textMeasure } from './measure-text.ts';
import { pngOf } from './png.ts';
import { tableSvg } from './table-svg.ts';
import type { Tabular } from './tabular.ts';

type Props = {
  /** What is copied, as in “Copy the benchmarks’ scores”. */
  what: string;
  /** Its figures; made when they are asked for. */
  table: () => Tabular;
  /** What holds the chart; a table is drawn from its figures. */
  chart?: RefObject<HTMLElement | null>;
  /** What the chart's axes do not tell. */
  legend?: readonly LegendItem[] | undefined;
};

const secondsSaid = 2;
const titles: Record<CopyFormat, string> = { csv: 'CSV', tex: 'LaTeX', svg: 'SVG', png: 'PNG' };

export function CopyMenu({ what, table, chart, legend = [] }: Props) {
  const copy = useMutation({ mutationFn: (take: () => Promise<string>) => take() });
  const { isSuccess, isError, error, data: said = '', reset } = copy;
  useEffect(() => {
    if (!isSuccess) return;
    const timer = setTimeout(reset, secondsSaid * 1000);
    return () => clearTimeout(timer);
  }, [isSuccess, reset]);
  const drawn = (): string => {
    const measure = textMeasure();
    return chart ? chartSvg(chart.current, table().title, legend, measure) : tableSvg(table(), measure);
  };
  /** Text, or a picture's bytes in base64. */
  const made: Record<CopyFormat, () => string | Promise<string>> = {
    csv: () => csvOf(table()),
    tex: () => latexOf(table()),
    svg: drawn,
    png: () => pngOf(drawn()),
  };
  const copied = async (format: CopyFormat): Promise<string> => {
    const content = await made[format]();
    if (format === 'png') await ask('window.copyPicture', { png: content });
    else await ask('window.copy', { text: content });
    return 'Copied';
  };
  const saved = async (format: CopyFormat): Promise<string> => {
    const { file } = await ask('window.saveCopy', {
      title: table().title,
      format,
      content: await made[format](),
    });
    return file === null ? 'Not saved' : `Saved as ${file}`;
  };
  const label = isSuccess ? said : isError ? `It could not be copied: ${error.message}` : `Copy ${what}`;
  return (
    <>
      <Menu
        groups={[
          copyFormats.map((format) => ({
            label: `Copy as ${titles[format]}`,
            onSelect: () => copy.mutate(() => copied(format)),
          })),
          copyFormats.map((format) => ({
            label: `Save as ${titles[format]}…`,
            onSelect: () => copy.mutate(() => saved(format)),
          })),
        ]}
      >
        <IconButton
          label={label}
          icon={isSuccess ? 'check' : isError ? 'alert' : 'copy'}
          size="small"
          className="icon copy-menu"
        />
      </Menu>
      <span className="unseen" aria-live="polite">
        {isSuccess ? said : ''}
      </span>
    </>
  );
}
