/** Which set's annotations are built into conversations by which builder; what the import reads of the specialists. */
import type { Builder, Plan } from '../../../shared/plan.ts';

export const buildersOf = ({ specialists }: Pick<Plan, 'specialists'>): Record<string, Builder> =>
  Object.fromEntries(specialists.flatMap(({ set, builder }) => (builder ? [[set, builder]] : [])));
