/**
 * A user's folder for specialists of their own, drawn from Emoji World: conversations about how many things there are, boxes in COCO's form for
 * a grounding specialist, and a benchmark of counting questions in VQA's form.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Truth } from '../../main/engine/world/truth.ts';
import { writeWorld } from '../../main/engine/world/write.ts';

const sizes = { pretrain: 80, sft: 30, sftVal: 10, spatial: 40, grounding: 40, ocr: 1, bench: 30 };
const questions = { pope: 4, vqa: 20, vsr: 4, refcoco: 20, ocrbench: 4, caption: 10 };
export const countingQuestion = 'how many things are there?';
export const countedImages = sizes.pretrain;
export const countingQuestions = sizes.bench;

export async function ownSpecialistsData(folder: string): Promise<void> {
  await writeWorld(folder, { seed: 6, sizes: { ...sizes, ...questions } });
  const specialists = join(folder, 'specialists');
  rmSync(join(specialists, 'ocr'), { recursive: true });
  for (const [from, to] of [
    ['spatial', 'counting'],
    ['grounding', 'boxes'],
  ] as const) {
    renameSync(join(specialists, from), join(specialists, to));
    rmSync(join(specialists, to, 'llava.json'));
  }
  write(join(specialists, 'counting', 'llava.json'), truthOf(folder, 'spatial').map(conversation));
  write(join(specialists, 'boxes', 'annotations.json'), instances(truthOf(folder, 'grounding')));
  const asked = truthOf(folder, 'bench');
  renameSync(join(folder, 'bench', 'ocrbench'), join(folder, 'bench', 'counting'));
  write(join(folder, 'bench', 'counting', 'questions.json'), {
    questions: asked.map(({ image }, id) => ({
      question_id: id,
      image_id: id,
      image,
      question: countingQuestion,
    })),
  });
  write(join(folder, 'bench', 'counting', 'annotations.json'), {
    annotations: asked.map(({ objects }, id) => ({
      question_id: id,
      answers: Array.from({ length: 10 }, () => ({ answer: String(objects.length) })),
      answer_type: 'number',
    })),
  });
  // The user knows nothing of the world's truth.
  rmSync(join(folder, 'truth'), { recursive: true });
}

const conversation = ({ image, objects }: Truth) => ({
  image,
  conversations: [
    { from: 'human', value: `<image>\n${countingQuestion}` },
    { from: 'gpt', value: String(objects.length) },
    { from: 'human', value: 'count the things and describe the image.' },
    { from: 'gpt', value: `${objects.length} things: ${objects.map(({ kind }) => `a ${kind}`).join(', ')}.` },
  ],
});

function instances(truths: readonly Truth[]) {
  const kinds = [...new Set(truths.flatMap(({ objects }) => objects.map(({ kind }) => kind)))];
  return {
    images: truths.map(({ image }, id) => ({ id, file_name: image, width: 96, height: 96 })),
    categories: kinds.map((name, id) => ({ id, name })),
    annotations: truths.flatMap(({ objects }, image_id) =>
      objects.map(({ kind, box: [left, top, right, bottom] }) => ({
        image_id,
        category_id: kinds.indexOf(kind),
        bbox: [left, top, right - left, bottom - top],
      })),
    ),
  };
}

const truthOf = (folder: string, set: string): Truth[] =>
  readFileSync(join(folder, 'truth', `${set}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Truth);

const write = (file: string, value: unknown): void => writeFileSync(file, JSON.stringify(value));
