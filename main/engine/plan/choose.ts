/** The plan that a request asks for: a preset's or a document's, with the user's data and seed put in. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ChosenPlan } from '../../../shared/chosen-plan.ts';
import { OwnCaptions, type Plan } from '../../../shared/plan.ts';
import { EngineFailure } from '../failure.ts';
import { withChosenPrice } from '../settings.ts';
import { planOfDocument } from './document.ts';
import { planOf } from './presets.ts';

const standardPreset = 'demo';

export function chosenPlan({ preset, document, data, seed }: ChosenPlan): Plan {
  if (preset && document) {
    throw new EngineFailure(
      'A plan document and a preset were both given.',
      'A document names its preset itself: `base: study`.',
    );
  }
  if (data && !existsSync(data)) {
    throw new EngineFailure(`There is no folder ${resolve(data)}.`, 'Name a folder of images with captions.');
  }
  const plan = document
    ? planOfDocument(document.text, document.file, document.folder)
    : planOf(preset ?? standardPreset);
  return {
    ...plan,
    ...(data ? onOwnData(plan, resolve(data)) : {}),
    prices: withChosenPrice(plan.prices),
    ...(seed === undefined ? {} : { seeds: [seed] }),
  };
}

/** Where the folder brings no benchmark, the plan is judged on some of its own captioned images, or nothing would decide its rounds. */
function onOwnData(plan: Plan, path: string): Partial<Plan> {
  const dataset = { kind: 'folder' as const, path };
  if (plan.ownCaptions || plan.captionsOnly || existsSync(join(path, 'bench'))) return { dataset };
  return {
    dataset,
    ownCaptions: OwnCaptions.parse({}),
    benchmarks: [...plan.benchmarks, 'own-captions'],
    ...(plan.stop.benchmarks
      ? { stop: { ...plan.stop, benchmarks: [...plan.stop.benchmarks, 'own-captions'] } }
      : {}),
  };
}
