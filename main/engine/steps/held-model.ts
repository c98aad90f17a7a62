/** An experiment's images and models are made for one pretrained model: what it was at the import is remembered, and held to. */
import type { Plan } from '../../../shared/plan.ts';
import { EngineFailure } from '../failure.ts';
import { checkModel } from '../models/check.ts';
import { contentOf } from '../models/content.ts';
import { ModelFault } from '../models/fault.ts';
import { pico } from '../models/pico.ts';
import { type Db, factOf, saveFact } from '../store/index.ts';

const fact = 'model';

/** Fingerprint of the user's model as the import saw it; null for pico, and before the import. */
export const heldModel = (db: Db): string | null => factOf<string>(db, fact);

export function rememberModel(db: Db, { model }: Pick<Plan, 'model'>): void {
  if (model !== pico) saveFact(db, fact, contentNow(model));
}

/** Throws an EngineFailure where the folder is gone, or is no longer what the experiment was begun with. */
export function checkHeldModel(db: Db, { model }: Pick<Plan, 'model'>): void {
  if (model === pico) return;
  const held = heldModel(db);
  if (held === null || held === contentNow(model)) return;
  throw new EngineFailure(
    `The model in ${model} is no longer the one that this experiment was begun with.`,
    'Everything done so far is kept. Put the old files back and resume, or begin another experiment with the new ones.',
  );
}

function contentNow(model: string): string {
  try {
    checkModel(model);
    return contentOf(model);
  } catch (error) {
    if (error instanceof ModelFault) throw new EngineFailure(error.message, error.cure);
    throw error;
  }
}
