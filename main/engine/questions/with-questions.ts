import { placesOf } from '../places.ts';
import { describe } from '../run/experiment.ts';
import { benchPlaces } from '../steps/dataset-places.ts';
import { readExams } from '../steps/exams.ts';
import {
  countQuestions,
  imagesOfSet,
  openForReading,
  openForWriting,
  replaceQuestions,
} from '../store/index.ts';
import { questionsOf } from './rows.ts';

/** An experiment that was imported before questions were stored gets them from its files when it is first looked at. */
export async function withQuestions(folder: string): Promise<void> {
  const places = placesOf(folder);
  const db = openForReading(places.database);
  let images: Map<string, number>;
  try {
    if (countQuestions(db) > 0) return;
    images = new Map(imagesOfSet(db, 'bench').map(({ name, row }) => [name, row]));
  } finally {
    db.close();
  }
  if (images.size === 0) return;
  const { plan } = describe(folder);
  const { exams } = await readExams(plan.benchmarks, benchPlaces(plan, places), images);
  if (exams.length === 0) return;
  const writing = openForWriting(places.database);
  try {
    replaceQuestions(writing, questionsOf(exams));
  } finally {
    writing.close();
  }
}
