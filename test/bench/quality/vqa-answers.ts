/** How long 200,000 VQAv2 answers take: normalised, scored and averaged by type, as rescoring stored answers does it. */
import type { BenchmarkItem } from '../../../main/engine/scorers/index.ts';
import { vqa } from '../../../main/engine/scorers/vqa.ts';
import { randomFrom } from '../../../main/engine/world/random.ts';
import type { Figure } from '../figures.ts';

const answers = 200_000;

/** Like VQAv2: a third yes or no, the rest short, ten people of whom some disagree, answers as models write them. */
function questions(): { items: BenchmarkItem[]; said: Map<string, string> } {
  const random = randomFrom('vqa answers');
  const words =
    'red,blue,2,two,dog,a dog,tennis racket,on the table,1,000,frisbee.,skate-board,dont know,left/right'.split(
      ',',
    );
  const open = Array.from(
    { length: 3000 },
    () => `${random.pick(words)} ${random.pick(words)} ${random.integer(40)}`,
  );
  const said = new Map<string, string>();
  const items = Array.from({ length: answers }, (_, i): BenchmarkItem => {
    const isClosed = random.chance(0.38);
    const some = isClosed ? ['yes', 'no'] : [random.pick(words), random.pick(open), random.pick(open)];
    const id = String(i);
    const shapes = [
      (text: string) => text,
      (text: string) => `${text}.`,
      (text: string) => `The ${text}, I think.`,
    ];
    said.set(id, random.pick(shapes)(random.pick(some)));
    const truth = {
      answers: Array.from({ length: 10 }, () => random.pick(some)),
      answerType: isClosed ? 'yes/no' : 'other',
      questionType: `type ${random.integer(65)}`,
    };
    return { id, image: '', prompt: '', truth };
  });
  return { items, said };
}

export function vqaAnswers(): Figure[] {
  const { items, said } = questions();
  const began = performance.now();
  let sum = 0;
  for (const item of items) sum += vqa.score(item, said.get(item.id) as string);
  const scored = (performance.now() - began) / 1000;
  vqa.details(items, said);
  const all = (performance.now() - began) / 1000;
  const of = `${answers.toLocaleString('en')} VQAv2 answers`;
  console.log(`mean soft accuracy ${(sum / answers).toFixed(4)}`);
  return [
    { name: `Scoring ${of}, by item and by type`, value: all, unit: 's', goal: 5, least: true },
    { name: `  of it each answer once`, value: scored, unit: 's', goal: null },
  ];
}
