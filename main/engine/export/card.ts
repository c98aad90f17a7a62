/** The README.md of an export: a Hugging Face dataset card that says where the texts come from, how good they are and what is missing. */
import { stringify } from 'yaml';
import type { ExportImages } from '../../../shared/export.ts';
import type { CaptionStatistics } from '../../../shared/models.ts';
import { attribution } from '../world/attribution.ts';
import type { About, Exported, Writer } from './about.ts';
import type { Format } from './format.ts';

const whole = (value: number): string => value.toLocaleString('en-US');
const share = (value: number | null): string => (value === null ? '–' : `${(100 * value).toFixed(1)} %`);
const counted = (count: number, what: string): string => `${whole(count)} ${what}${count === 1 ? '' : 's'}`;
/** Within a table's cell, and a line of text. */
const inline = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');

export function cardOf(about: About, exported: Exported, format: Format, images: ExportImages): string {
  const { part, experiment } = about;
  const seed = part.seed === null ? '' : ` (seed ${part.seed})`;
  const sections: [string, string][] = [
    ['What is in it', contents(about, exported)],
    ['Files', format.use(part, images)],
    ['Origin', origin(about)],
    ['How good the texts are', figures(about)],
    ['What was left out or changed', leftOut(about, exported)],
    ['Licence', licence(about)],
    ['Known limits', limits(about, format).join('\n')],
  ];
  return [
    head(about, exported, format),
    `# ${experiment}: ${part.title}${seed}`,
    'Exported by Squared, a workstation for VILA² experiments (arXiv 2407.17453): a vision-language model recaptions its own\npretraining images and is retrained on them.',
    ...sections.map(([title, text]) => `## ${title}\n\n${text}`),
    '',
  ].join('\n\n');
}

function head({ dataset, experiment, part }: About, { images }: Exported, format: Format): string {
  const sizes: [number, string][] = [
    [1e3, 'n<1K'],
    [1e4, '1K<n<10K'],
    [1e5, '10K<n<100K'],
    [1e6, '100K<n<1M'],
    [1e7, '1M<n<10M'],
  ];
  const yaml = stringify({
    pretty_name: `${experiment}: ${part.title}`,
    license: dataset.kind === 'world' ? 'apache-2.0' : 'unknown',
    task_categories: ['image-to-text', 'visual-question-answering'],
    tags: ['synthetic-captions', 'vila2', 'squared'],
    size_categories: [sizes.find(([limit]) => images < limit)?.[1] ?? '10M<n<100M'],
    ...format.head,
  });
  return `---\n${yaml}---`;
}

function contents({ part, template, recaptionShare }: About, { images, captions, turns }: Exported): string {
  const counts = `${counted(images, 'image')}, ${counted(captions, 'text')}, ${counted(turns, 'question-answer turn')}.`;
  const [kind, name] = part.part.split(':');
  const share = recaptionShare === 1 || recaptionShare === null ? '' : shareNote(recaptionShare);
  const how =
    template === 'concatenated'
      ? 'In `conversations` the original text and the recaption are concatenated, as the model was trained on them; `captions` holds each by itself.'
      : '`conversations` is what the model was trained on.';
  const what: Record<string, string> = {
    original: 'The texts that the images came with.',
    round: `What the model of round ${name} is trained on: recaptions by ${part.recaptioner}. ${how}${share}`,
    specialist: `What the ${name} specialist answered, each answer as a turn under its prompt.`,
    final: `What the final generalist is trained on: recaptions by ${part.recaptioner ?? 'nobody'}, and as further turns the answers of the specialists (${part.specialists.join(', ')}). ${how}${share}`,
  };
  return `${what[kind as string]}\n\n${counts}`;
}

const shareNote = (recaptionShare: number): string =>
  ` ${Math.round(100 * recaptionShare)} % of the images, drawn at random, were to be recaptioned; the others keep their original text.`;

function origin({ writers, dataset, createdAt, experiment }: About): string {
  const source =
    dataset.kind === 'world'
      ? `Pictures and original texts are Emoji World, scenes that Squared draws (seed ${dataset.seed}); what is in each is known. Its alt text is made to be web-like: short, coarse, and wrong in 15 % of the cases.`
      : `Pictures and original texts are those of the folder “${dataset.name}” that the experiment was given; Squared knows nothing of their origin.`;
  return [
    `Experiment “${experiment}”, exported ${createdAt.slice(0, 10)}. ${source}`,
    ...writers.map(writerInWords),
  ].join('\n\n');
}

function writerInWords(writer: Writer): string {
  const { model, checkpoint, weights, decoding, samplingSeed, captions, prompts, from, until } = writer;
  const isServer = checkpoint.startsWith('endpoint:');
  const who = isServer
    ? `a model behind a server, \`${checkpoint.slice('endpoint:'.length)}\`: distillation from another model, not self-augmentation`
    : `checkpoint \`${checkpoint}\`${weights ? `, weights SHA-256 \`${weights}\`` : ''}`;
  const how =
    decoding.temperature === 0 ? 'greedy' : `temperature ${decoding.temperature}, top-p ${decoding.topP}`;
  const when =
    from.slice(0, 10) === until.slice(0, 10)
      ? from.slice(0, 10)
      : `${from.slice(0, 10)} to ${until.slice(0, 10)}`;
  return [
    `**${model}**: ${counted(captions, 'text')} by ${who}. Decoding: ${how}, at most ${decoding.maxNewTokens} tokens, seed ${samplingSeed}. Written ${when}. Prompts:`,
    prompts.map((prompt) => `- ${inline(prompt)}`).join('\n'),
  ].join('\n\n');
}

function figures({ figures: measured }: About): string {
  if (measured.length === 0) return 'Nothing has been measured on these texts.';
  const rows = measured.map((one) => [
    one.source === 'original' ? 'original text' : one.source,
    whole(one.captions),
    `${one.wordsMean.toFixed(1)} ± ${one.wordsSd.toFixed(1)}`,
    share(one.objectPrecision),
    share(one.objectRecall),
    share(one.repetition),
    whole(one.truncated),
    whole(one.empty),
  ]);
  const names = ['by', 'texts', 'words', 'precision', 'recall', 'repetition', 'cut off', 'empty'];
  const table = [names, names.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
  const known = measured.some((one: CaptionStatistics) => one.objectPrecision !== null);
  const meaning = known
    ? 'Precision: of the objects that the texts name, those that are in the picture; recall: of the objects in the picture, those that are named.'
    : 'What is in these pictures is not known, so nobody has measured how true the texts are.';
  return `${table}\n\n${meaning} Measured on all of the experiment's texts by that writer.`;
}

function leftOut({ unanswered }: About, { leftOut: notes, changed }: Exported): string {
  const lines = [...notes, ...changed].map(({ why, count }) => `- ${whole(count)}: ${why}`);
  const asked = unanswered.map(
    ({ model, reason, count }) =>
      `- ${counted(count, 'question')} to ${model} never answered: ${inline(reason)}`,
  );
  return lines.length + asked.length === 0 ? 'Nothing.' : [...lines, ...asked].join('\n');
}

function licence({ dataset, writers }: About): string {
  const texts =
    writers.length === 0
      ? ''
      : '\n\nThe texts named above were written by a model; the licence and terms of that model apply to what it writes.';
  return dataset.kind === 'world'
    ? `${attribution.trim()}${texts}`
    : `The licence of the pictures and of their original texts is that of their source, which Squared does not know. Find it out before you pass this on, and write it here and into \`license\` above.${texts}`;
}

function limits({ writers, part, figures: measured }: About, format: Format): string[] {
  const truncated = writers.reduce((sum, writer) => sum + writer.truncated, 0);
  return [
    ...(writers.length === 0
      ? []
      : [
          'Texts written by models name things that are not there, miss others, and carry their writer’s biases on; a further round can make an error commoner. No person has read them.',
        ]),
    ...(truncated === 0
      ? []
      : [`${counted(truncated, 'text')} cut off where the limit of tokens was reached.`]),
    ...(measured.some(({ source }) => source === 'original') || part.part === 'original'
      ? ['The original texts are as they were imported: on one line, without control characters.']
      : []),
    'Only pretraining images are in it: instruction data, specialists’ lessons and benchmarks are not.',
    ...format.limits,
  ].map((line) => `- ${line}`);
}
