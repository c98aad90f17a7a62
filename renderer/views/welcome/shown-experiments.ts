/** Which experiments the list shows, and what they come to. Pure. */
import type { ExperimentSummary } from '../../../shared/models.ts';

export interface Shown {
  readonly experiments: readonly ExperimentSummary[];
  /** Put away: counted, and shown when asked for. */
  readonly archived: number;
  readonly bytes: number;
}

/** Words may stand anywhere in an experiment's name, preset or last result; all of them have to. */
export function shownExperiments(
  all: readonly ExperimentSummary[],
  search: string,
  withArchived: boolean,
): Shown {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ name, preset, headline }: ExperimentSummary): boolean => {
    const text = `${name} ${preset} ${headline}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const experiments = all.filter((one) => (withArchived || !one.archived) && fits(one));
  return {
    experiments,
    archived: all.filter(({ archived }) => archived).length,
    bytes: all.reduce((sum, { diskBytes }) => sum + diskBytes, 0),
  };
}
