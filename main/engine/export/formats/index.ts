import type { ExportFormat } from '../../../../shared/export.ts';
import type { Format } from '../format.ts';
import { coco } from './coco.ts';
import { kohya } from './kohya.ts';
import { llava } from './llava.ts';
import { parquet } from './parquet.ts';
import { sharegpt } from './sharegpt.ts';
import { vila } from './vila.ts';
import { webdataset } from './webdataset.ts';

export const formats: Readonly<Record<ExportFormat, Format>> = {
  llava,
  sharegpt,
  webdataset,
  vila,
  parquet,
  coco,
  kohya,
};
