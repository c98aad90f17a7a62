/** Plans that ship with the project: resources/presets/NAME.json. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Plan } from '../../../shared/plan.ts';
import type { PresetInfo } from '../../../shared/requests.ts';
import { EngineFailure } from '../failure.ts';
import { resources } from '../places.ts';

const Preset = z.strictObject({
  title: z.string(),
  description: z.string(),
  /** On two cores: measured for smoke, demo and study; the others' are the dry run's estimates. */
  minutes: z.number(),
  /** Another preset whose plan this one changes in the members named here. */
  base: z.string().optional(),
  /** Prompts are files of their own (resources/prompts), shared with the world's language. */
  plan: Plan.omit({ preset: true, longPrompts: true, briefPrompt: true }).partial(),
});
type Preset = z.infer<typeof Preset>;

const folder = join(resources, 'presets');

function names(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

const readJson = (...parts: string[]): unknown => JSON.parse(readFileSync(join(...parts), 'utf8'));

/** Merged before it is parsed: a default that parsing fills in must never hide what the base says. */
function merged(name: string): { base?: string; plan: object } {
  const written = readJson(folder, `${name}.json`) as { base?: string; plan: object };
  return written.base ? { ...written, plan: { ...merged(written.base).plan, ...written.plan } } : written;
}

const read = (name: string): Preset => Preset.parse(merged(name));

/** The shortest first. */
export function listPresets(): PresetInfo[] {
  return names()
    .map((name) => {
      const { title, description, minutes } = read(name);
      return { name, title, description, minutes };
    })
    .sort((a, b) => a.minutes - b.minutes);
}

/** The preset's plan with its prompts. */
export function planOf(preset: string): Plan {
  if (!names().includes(preset)) {
    throw new EngineFailure(`There is no preset "${preset}".`, `Use one of: ${names().join(', ')}.`);
  }
  const { plan } = read(preset);
  const prompts = (name: string) => readJson(resources, 'prompts', `${name}.json`) as string[];
  return Plan.parse({
    ...plan,
    preset,
    briefPrompt: prompts('brief')[0],
    longPrompts: prompts('long'),
  });
}
