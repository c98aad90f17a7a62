/** What an export says about itself: gathered from the experiment, for export.json and the card. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { ExportResult } from '../../../shared/export.ts';
import type { CaptionStatistics } from '../../../shared/models.ts';
import type { Decoding, Plan } from '../../../shared/plan.ts';
import type { Places } from '../places.ts';
import { promptTexts } from '../plan/prompts.ts';
import { allCaptionStatistics, type Db, failuresByReason, sourcesOfCaptions } from '../store/index.ts';
import type { Part } from './part.ts';

export interface Writer {
  readonly model: string;
  /** Below the experiment's folder, or the server that was asked. */
  readonly checkpoint: string;
  /** SHA-256 of the checkpoint's weights; null where they are not here. */
  readonly weights: string | null;
  readonly decoding: Decoding;
  readonly samplingSeed: number;
  readonly captions: number;
  readonly truncated: number;
  readonly from: string;
  readonly until: string;
  /** As the plan has them; `{object}` and `{other}` are filled in per image. */
  readonly prompts: readonly string[];
}

export interface About {
  readonly experiment: string;
  readonly createdAt: string;
  readonly part: Part;
  /** The user's folder by its last name alone: what lies above it is nobody's business. */
  readonly dataset:
    | { readonly kind: 'world'; readonly seed: number }
    | { readonly kind: 'folder'; readonly name: string };
  readonly template: Plan['template'] | null;
  readonly recaptionShare: number | null;
  readonly writers: readonly Writer[];
  /** What was asked of the writers and never answered. */
  readonly unanswered: readonly { model: string; reason: string; count: number }[];
  /** The experiment's own figures on these texts. */
  readonly figures: readonly CaptionStatistics[];
}

export interface Gathering {
  readonly name: string;
  readonly plan: Plan;
  readonly places: Places;
  readonly db: Db;
}

export type Exported = Omit<ExportResult, 'folder' | 'seconds'>;

export async function aboutOf({ name, plan, places, db }: Gathering, part: Part): Promise<About> {
  const { seed, recaptioner, specialists } = part;
  const models = [...(recaptioner === null ? [] : [recaptioner]), ...specialists];
  const promptsOf = (model: string): readonly string[] =>
    plan.specialists.find((specialist) => specialist.name === model)?.prompts ??
    promptTexts(plan.longPrompts);
  const figures = allCaptionStatistics(db).filter(
    (figure) =>
      (figure.source === 'original' && (seed === null || figure.seed === seed)) ||
      (figure.seed === seed && models.includes(figure.source)),
  );
  const writers: Writer[] = [];
  for (const model of models) {
    for (const { checkpoint, ...source } of sourcesOfCaptions(db, model, seed as number)) {
      const isServer = checkpoint.startsWith('endpoint:');
      // The folder may have been moved or renamed since the captions were written.
      const ours = places.checkpoint(seed as number, model);
      writers.push({
        model,
        ...source,
        checkpoint: isServer ? checkpoint : relative(places.folder, ours).replaceAll('\\', '/'),
        weights: isServer ? null : await digestOf(join(ours, 'model.safetensors')),
        prompts: promptsOf(model),
      });
    }
  }
  const { dataset } = plan;
  return {
    experiment: name,
    createdAt: new Date().toISOString(),
    part,
    dataset:
      dataset.kind === 'world'
        ? { kind: 'world', seed: dataset.seed }
        : { kind: 'folder', name: namesOf(dataset) },
    template: recaptioner === null ? null : plan.template,
    recaptionShare: recaptioner === null ? null : plan.recaptionShare,
    writers,
    unanswered: models.flatMap((model) =>
      failuresByReason(db, model, seed as number).map((failure) => ({ model, ...failure })),
    ),
    figures: part.part === 'original' ? figures.slice(0, 1) : figures,
  };
}

/** Names alone: where they lie is nobody else's business. */
const namesOf = (dataset: Exclude<Plan['dataset'], { kind: 'world' }>): string =>
  dataset.kind === 'folder'
    ? basename(dataset.path)
    : dataset.sources.map(({ path }) => basename(path)).join(', ');

async function digestOf(file: string): Promise<string | null> {
  if (!existsSync(file)) return null;
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(file)) digest.update(chunk);
  return digest.digest('hex');
}
