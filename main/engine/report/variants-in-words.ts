/** What other prompts and templates brought, in one sentence a direction: sizes stand in the table (the paper's Table 2). */
import { shortTitle } from '../scorers/index.ts';
import type { Evidence } from './evidence.ts';
import { listed } from './format.ts';
import type { ReportInput } from './input.ts';

/** Empty where nothing was compared. `significant` is after Holm's correction over the benchmarks of each variant. */
export function variantsInWords({ plan }: ReportInput, evidence: Evidence): string {
  const compared = plan.variants.flatMap(({ name }) => {
    const against = evidence.comparisons(name, 'v0', evidence.mainSeed);
    if (against.length === 0) return [];
    const on = (verdict: 'better' | 'worse') =>
      against.filter((one) => one.verdict === verdict).map(({ benchmark }) => shortTitle(benchmark));
    return [{ name: name.replaceAll('-', ' '), better: on('better'), worse: on('worse') }];
  });
  if (compared.length === 0) return '';
  const better = compared.filter((one) => one.better.length > 0);
  const level = compared.filter((one) => one.better.length === 0).map(({ name }) => name);
  const worse = compared.filter((one) => one.worse.length > 0);
  const parts = better.map(({ name, better }) => `${name} on ${listed(better)}`);
  return [
    ...(better.length > 0
      ? [`Of the variants of round 1, significantly better than V0: ${parts.join('; ')}.`]
      : []),
    ...(level.length > 0
      ? [
          `${better.length > 0 ? 'No benchmark is' : 'Of the variants of round 1, no benchmark is'} significantly better with ${listed(level, 'or')}.`,
        ]
      : []),
    ...worse.map(
      ({ name, worse }) => `With ${name}, ${listed(worse)} ${worse.length === 1 ? 'is' : 'are'} worse.`,
    ),
  ].join(' ');
}
