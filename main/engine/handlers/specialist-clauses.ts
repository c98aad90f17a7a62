import type { specialistClausesRequests } from '../../../shared/specialist-clauses.ts';
import { keptClauses } from '../steps/clauses-kept.ts';
import type { HandlersOf } from './handlers-of.ts';
import { reading } from './reading.ts';

export const specialistClausesHandlers: HandlersOf<typeof specialistClausesRequests> = {
  'specialists.clauses': ({ path }) => reading(path, keptClauses),
};
