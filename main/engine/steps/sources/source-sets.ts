/** Which set of the experiment each source of a plan goes into, and how its images are called there. Pure. */
import type { Source, SourceRole } from '../../../../shared/data.ts';
import type { Builder } from '../../../../shared/plan.ts';
import type { SetRole } from '../../store/index.ts';

export interface PlacedSource {
  readonly source: Source;
  readonly ordinal: number;
  readonly set: string;
  readonly role: SetRole;
  /** Before each name of an image; empty where the set has no other source. */
  readonly prefix: string;
  /** Names in its folder that are other sets. */
  readonly without: readonly string[];
  /** What makes conversations of its annotations. */
  readonly builder?: Builder;
}

interface Placing {
  readonly without?: (ordinal: number) => readonly string[];
  /** By specialist's set. */
  readonly builders?: Readonly<Record<string, Builder>>;
}

const setsByRole: Record<Exclude<SourceRole, 'specialist'>, { set: string; role: SetRole }> = {
  pretraining: { set: 'pretrain', role: 'pretrain' },
  'more-pretraining': { set: 'pretrain-more', role: 'more' },
  sft: { set: 'sft', role: 'sft' },
  'held-out': { set: 'sft-val', role: 'held-out' },
  benchmark: { set: 'bench', role: 'bench' },
};

export function placed(
  sources: readonly Source[],
  { without = () => [], builders = {} }: Placing = {},
): PlacedSource[] {
  const sets = sources.map(({ role, name }) =>
    role === 'specialist' ? { set: name as string, role: 'specialist' as const } : setsByRole[role],
  );
  return sources.map((source, ordinal) => {
    const { set, role } = sets[ordinal] as (typeof sets)[number];
    const isAlone = sets.filter((one) => one.set === set).length === 1;
    const own = role === 'specialist' || !source.name ? `source-${ordinal + 1}` : source.name;
    const builder = role === 'specialist' ? builders[set] : undefined;
    return {
      source,
      ordinal,
      set,
      role,
      prefix: isAlone ? '' : `${own}/`,
      without: without(ordinal),
      ...(builder ? { builder } : {}),
    };
  });
}
