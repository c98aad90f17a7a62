import { readingExchange } from '../language/reading.ts';
import { type BenchImage, spread } from './spread.ts';

export interface OcrbenchEntry {
  question_id: number;
  dataset: string;
  question: string;
  question_type: string;
  answer: string[];
  image: string;
}

/** One question for each image with a sign. */
export function ocrbenchEntries(images: readonly BenchImage[], count: number): OcrbenchEntry[] {
  const readings = ({ scene }: BenchImage) => (scene.sign ? [readingExchange(scene)] : []);
  return spread(images, readings, count).map(({ image, item }, i) => ({
    question_id: i + 1,
    dataset: 'emoji world',
    question: item.question,
    question_type: 'text recognition',
    answer: [item.answer],
    image: image.file,
  }));
}
