import { Command } from 'commander';
import type { DataPreview, Mapping } from '../../../../shared/data.ts';
import type { RequestArgs } from '../../../../shared/requests.ts';
import { type CommonOptions, printJson, withEngine } from '../../with-engine.ts';
import { columns } from '../../words.ts';
import { filtered } from './filter-option.ts';

interface PreviewOptions extends CommonOptions {
  readonly role?: string;
  readonly format?: string;
  readonly map?: Partial<Mapping>;
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly seconds?: string;
}

export const previewCommand = (): Command =>
  new Command('preview')
    .description(
      'what a folder or file is, how its fields are read, ten samples, and what would be taken and left',
    )
    .argument('<folder>')
    .option('--role <role>', 'pretraining, more-pretraining, sft, held-out, specialist or benchmark')
    .option('--format <format>', 'read it as this format')
    .option(
      '--map <part=field>',
      'which field is what (text=alt, scores=clip,aesthetic, id= for none)',
      mapped,
    )
    .option(
      '--filter <name=value>',
      'what a filter would leave out: shorterSide=200.., longerSide=..4000, aspect=3, characters=5..2000, languages=en,de, scores.clip=0.28.., duplicates=exact',
      filtered,
    )
    .option('--seconds <number>', 'how long to count; 20 where nothing is said')
    .option('--json', 'as JSON, pictures included')
    .action((folder: string, { json = false, map, filter, seconds, role, format }: PreviewOptions) =>
      withEngine({ json }, async (engine) => {
        const args = {
          folder,
          ...(role ? { role } : {}),
          ...(format ? { format } : {}),
          ...(map ? { mapping: map } : {}),
          ...(filter ? { filters: filter } : {}),
          ...(seconds ? { seconds: Number(seconds) } : {}),
        } as RequestArgs<'data.preview'>;
        const found = await engine.call('data.preview', args);
        if (json) printJson(found);
        else print(found);
      }),
    );

function mapped(text: string, before: Partial<Mapping> = {}): Partial<Mapping> {
  const [part = '', field = ''] = text.split(/=(.*)/s);
  const value = part === 'scores' ? field.split(',').filter(Boolean) : field === '' ? null : field;
  return { ...before, [part]: value };
}

function print({ folder, found, others, fields, mapping, samples, counts }: DataPreview): void {
  console.log(`${folder}: ${found.title}, ${found.evidence}`);
  for (const { title, evidence } of others) console.log(`It could also be: ${title}, ${evidence}`);
  const used = new Map(
    Object.entries(mapping).flatMap(([part, field]) => [field].flat().map((name) => [name, part] as const)),
  );
  const rows = fields.map(({ name, kind, example, filled }) => [
    `  ${name}`,
    used.get(name) ?? '',
    kind,
    `${Math.round(100 * filled)} %`,
    example.replace(/\s+/g, ' ').slice(0, 60),
  ]);
  if (rows.length > 0) console.log(`\nFields, and what they are read as:\n${columns(rows)}`);
  console.log('');
  for (const { name, position, width, height, turns, left } of samples) {
    const size = width === null ? 'no picture' : `${width}x${height}`;
    console.log(`${name ?? position} (${size})${left ? `: left out, ${left}` : ''}`);
    for (const { user, assistant } of turns.slice(0, 2))
      console.log(`  ${user.slice(0, 60)}  ->  ${assistant.slice(0, 100)}`);
  }
  const of = counts.complete ? `${counts.records} items` : `the first ${counts.records} items`;
  const waiting =
    counts.withoutPicture > 0 ? `, ${counts.withoutPicture} are texts without their picture` : '';
  console.log(`\nOf ${of} ${counts.taken} would be taken${waiting}.`);
  for (const { reason, count } of counts.left) console.log(`Left out: ${count}: ${reason}`);
}
