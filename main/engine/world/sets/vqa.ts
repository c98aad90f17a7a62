import { countingExchanges } from '../language/counting.ts';
import { groundExchange } from '../language/ground.ts';
import type { Exchange } from '../language/phrases.ts';
import { randomFrom } from '../random.ts';
import { type BenchImage, spread } from './spread.ts';

export interface VqaQuestion {
  question_id: number;
  image_id: number;
  question: string;
}

export interface VqaAnnotation {
  question_id: number;
  image_id: number;
  question_type: string;
  answer_type: 'number' | 'other';
  multiple_choice_answer: string;
  answers: { answer: string; answer_confidence: 'yes'; answer_id: number }[];
}

const backgroundShare = 0.2;
const answerCount = 10;

/** The two VQAv2 files: mostly counting, one fifth grounds; all ten annotators agree, since the truth is known. */
export function vqaFiles(images: readonly BenchImage[], count: number) {
  const order = randomFrom('bench/vqa').shuffle(images);
  const grounds = Math.round(count * backgroundShare);
  const asked = [
    ...spread(order, ({ scene }) => countingExchanges(scene, 2), count - grounds),
    ...spread([...order].reverse(), ({ scene }) => [groundExchange(scene)], grounds),
  ];
  return {
    questions: asked.map(
      ({ image, item }, i): VqaQuestion => ({
        question_id: i + 1,
        image_id: image.id,
        question: item.question,
      }),
    ),
    annotations: asked.map(({ image, item }, i) => annotation(i + 1, image.id, item)),
  };
}

function annotation(question_id: number, image_id: number, { question, answer }: Exchange): VqaAnnotation {
  const isCount = question.startsWith('how many');
  return {
    question_id,
    image_id,
    question_type: isCount ? 'how many' : 'what is the',
    answer_type: isCount ? 'number' : 'other',
    multiple_choice_answer: answer,
    answers: Array.from({ length: answerCount }, (_, i) => ({
      answer,
      answer_confidence: 'yes' as const,
      answer_id: i + 1,
    })),
  };
}
