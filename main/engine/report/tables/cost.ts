import type { Step } from '../../../../shared/models.ts';
import { formatted } from '../format.ts';
import type { ReportInput } from '../input.ts';
import { stepTitle } from '../names.ts';
import { sourceOf } from '../prices.ts';
import type { Row, Table } from '../table.ts';

/** Time of every step that ran, and what it would have cost. */
export function costTable({ steps, cost, plan }: ReportInput): Table | null {
  const { prices } = plan;
  const timed = steps.filter((step) => secondsOf(step) !== null);
  if (timed.length === 0) return null;
  const total = timed.reduce((sum, step) => sum + (secondsOf(step) ?? 0), 0);
  const servers = Object.values(cost.usdByStep).reduce((sum, usd) => sum + usd, 0);
  const price = (seconds: number, usd: number) => ({
    value: (seconds / 3600) * prices.deviceHour + usd,
  });
  const rows: Row[] = timed.map((step) => {
    const seconds = secondsOf(step) as number;
    const rate = step.rate ?? (seconds > 0 && step.done > 0 ? step.done / seconds : null);
    return {
      group: 'steps',
      cells: [
        stepTitle(step, plan),
        step.seed === null ? '' : String(step.seed),
        { value: seconds },
        step.total > 0 ? { value: step.done } : null,
        rate === null ? null : `${formatted(rate, 'rate')} ${step.unit}/s`,
        price(seconds, cost.usdByStep[step.id] ?? 0),
      ],
    };
  });
  rows.push({
    group: 'total',
    cells: ['All steps', '', { value: total }, null, null, price(total, servers)],
  });
  return {
    id: 'cost',
    number: '',
    title: 'Time and cost of every step',
    columns: [
      { key: 'step', title: 'Step', format: 'text' },
      { key: 'seed', title: 'Seed', format: 'text' },
      { key: 'seconds', title: 'Time', format: 'duration' },
      { key: 'items', title: 'Items', format: 'integer' },
      { key: 'rate', title: 'Rate', format: 'rate' },
      { key: 'usd', title: 'Cost', unit: 'USD', format: 'usd' },
    ],
    rows,
    notes: [
      `Priced at ${prices.deviceHour} USD an hour (${sourceOf(prices)}), whatever this machine costs.${
        servers > 0
          ? ` Of it ${formatted(servers, 'usd')} USD are what the server took for its captions, at the plan’s price of tokens.`
          : ''
      }`,
    ],
  };
}

/** Null for a step that did not run to its end. */
export function secondsOf({ startedAt, endedAt }: Step): number | null {
  if (startedAt === null || endedAt === null) return null;
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
