import { describe, expect, test } from 'vitest';
import { evidenceOf } from '../../../../main/engine/report/evidence.ts';
import type { ReportInput } from '../../../../main/engine/report/index.ts';
import { summary } from '../../../../main/engine/report/summary.ts';
import { variantsInWords } from '../../../../main/engine/report/variants-in-words.ts';
import type { Comparison } from '../../../../shared/models.ts';
import { madeUpReport } from './made-up.ts';

const gain = { difference: 0.09, low: 0.06, high: 0.12, pValue: 0.0004 };
const nothing = { difference: 0.004, low: -0.02, high: 0.03, pValue: 0.7 };
const loss = { difference: -0.05, low: -0.08, high: -0.02, pValue: 0.0004 };
/** Below 0.05 by itself, not once six benchmarks are looked at. */
const weak = { difference: 0.03, low: 0.001, high: 0.06, pValue: 0.04 };

/** The made-up run with comparisons of our own: `[model, against, benchmark, what]`; all others find nothing. */
function said(chosen: [string, string, string, typeof gain][], change: Partial<ReportInput> = {}): string[] {
  const input = madeUpReport({ controls: ['equal-compute'] });
  const comparisons = input.comparisons.map((one): Comparison => {
    const found = chosen.find(
      ([model, against, benchmark]) =>
        one.model === model && one.against === against && one.benchmark === benchmark,
    );
    return { ...one, ...(found?.[3] ?? nothing) };
  });
  const changed = { ...input, comparisons, verdicts: [], ...change };
  return summary(changed, evidenceOf(changed));
}

describe('the summary', () => {
  test('says plainly that there is no gain', () => {
    const [rounds, controls, specialists] = said([]);
    expect(rounds).toBe(
      'Round 1, round 2 and round 3 brought no significant gain, each against the round before.',
    );
    expect(controls).toContain('does not credit the recaptions with a gain over it');
    expect(specialists).toContain('The spatial specialist does not lift VSR significantly.');
    expect(specialists).not.toContain('keeps');
  });

  test('names gains with their intervals, and the rounds that add nothing', () => {
    const [rounds] = said([
      ['v1', 'v0', 'pope', gain],
      ['v1', 'v0', 'vqa', gain],
    ]);
    expect(rounds).toBe(
      'Round 1 raised POPE by 9.0 points (6.0 to 12.0) and VQAv2 by 9.0 points (6.0 to 12.0) significantly; ' +
        'the other four benchmarks did not change significantly. ' +
        'Round 2 and round 3 brought no further significant gain, each against the round before.',
    );
  });

  test('does not hide a loss behind gains, and gives it without a minus', () => {
    const [rounds] = said([['v2', 'v1', 'vsr', loss]]);
    expect(rounds).toContain(
      'Round 2 raised no benchmark significantly and lowered VSR by 5.0 points (2.0 to 8.0)',
    );
  });

  test('a p-value that only looks small alone is no gain', () => {
    const [rounds] = said([['v1', 'v0', 'pope', weak]]);
    expect(rounds).not.toContain('raised POPE');
  });

  test('says when a control gains as well', () => {
    const [, controls] = said([
      ['equal-compute', 'v0', 'pope', gain],
      ['v1', 'v0', 'pope', gain],
    ]);
    expect(controls).toContain(
      'The equal-compute control, which never saw a right recaption, also raised POPE by 9.0 points',
    );
    expect(controls).toContain('V1 is significantly ahead of it on no benchmark');
  });

  test('variants are told by the benchmarks that they move, those that move none by name', () => {
    const input = madeUpReport({ controls: ['equal-compute'] });
    const plan = {
      ...input.plan,
      controls: [],
      variants: [
        { name: 'long-prompt', prompts: ['describe all.'] },
        { name: 'brief-prompt', prompts: ['briefly.'] },
        { name: 'original-only', template: 'original' as const },
      ],
    };
    const against = input.comparisons.filter(({ model, against }) => model === 'v1' && against === 'v0');
    const found = [
      { name: 'long-prompt', pope: gain, vsr: nothing },
      { name: 'brief-prompt', pope: nothing, vsr: nothing },
      { name: 'original-only', pope: nothing, vsr: loss },
    ];
    const comparisons = found.flatMap(({ name, pope, vsr }) =>
      against.map((one) => ({
        ...one,
        model: name,
        ...(one.benchmark === 'pope' ? pope : one.benchmark === 'vsr' ? vsr : nothing),
      })),
    );
    const changed = { ...input, plan, comparisons, verdicts: [] };
    expect(variantsInWords(changed, evidenceOf(changed))).toBe(
      'Of the variants of round 1, significantly better than V0: long prompt on POPE. ' +
        'No benchmark is significantly better with brief prompt or original only. With original only, VSR is worse.',
    );
    expect(variantsInWords(input, evidenceOf(input))).toBe('');
  });

  test('a gain at matched length is told as one that length does not explain, and none as an open question', () => {
    const told = (found: typeof gain): string | undefined => {
      const input = madeUpReport({ controls: ['equal-compute'] });
      const renamed = (model: string) => (model === 'equal-compute' ? 'matched-length' : model);
      const comparisons = input.comparisons.map((one): Comparison => {
        const [model, against] = [renamed(one.model), renamed(one.against)];
        const isIt = model === 'matched-length' && one.benchmark === 'pope';
        return { ...one, model, against, ...(isIt ? found : nothing) };
      });
      const plan = { ...input.plan, controls: ['matched-length' as const] };
      const changed = { ...input, plan, comparisons, verdicts: [] };
      return summary(changed, evidenceOf(changed)).find((text) => text.includes('matched-length'));
    };
    expect(told(gain)).toMatch(
      /^The matched-length control also raised POPE by 9\.0 points .* on no benchmark, so the gain does not come from longer text\.$/,
    );
    expect(told(nothing)).toContain('cannot tell a gain of the recaptions from one of their length');
  });

  test('gives the share of a lift that the final generalist keeps, and what it lost elsewhere', () => {
    const [, , specialists] = said([
      ['spatial', 'v3', 'vsr', gain],
      ['final', 'v3', 'pope', loss],
    ]);
    expect(specialists).toMatch(/The final generalist keeps \d+ % of the lift on VSR\./);
    expect(specialists).toContain('It lowered POPE by 5.0 points');
  });
});
