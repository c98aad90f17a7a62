import type { ReportInput } from '../input.ts';
import type { Table } from '../table.ts';
import { judgeAgreementTable } from './judge-agreement.ts';
import { judgeBiasTable } from './judge-bias.ts';
import { judgeMeasuresTable } from './judge-measures.ts';
import { judgeModelsTable } from './judge-models.ts';
import { winRatesTable } from './judge-win-rates.ts';

/** What people and judge models have said; none where nobody has. */
export function judgesTables({ judged, plan }: Pick<ReportInput, 'judged' | 'plan'>): Table[] {
  if (!judged) return [];
  return [
    winRatesTable(judged, plan),
    judgeAgreementTable(judged),
    judgeMeasuresTable(judged),
    judgeModelsTable(judged, plan),
    judgeBiasTable(judged),
  ].filter((table) => table !== null);
}
