/** A model judges drawn pairs, each in both orders, and scores captions one by one. What it has answered is stored at once and never asked again. */
import { createHash } from 'node:crypto';
import type { Endpoint } from '../../../shared/plan.ts';
import type { ChatAnswer } from '../endpoint/chat.ts';
import { type Put, putAll } from '../endpoint/put.ts';
import type { Arms } from '../plan/arms.ts';
import {
  type AnswerOrigin,
  type Db,
  firstPairs,
  imagesWithCaptionsBy,
  imageWithTruth,
  insertModelFailure,
  insertModelJudgement,
  insertModelScore,
  modelJudgementsOf,
  modelScoresOf,
  type StoredStratum,
  textOfSource,
  textsOfPair,
} from '../store/index.ts';
import { type Draw, drawPairs } from './draw.ts';
import { comparison, rating, scoreIn, verdictIn } from './model-questions.ts';
import { drawOrder } from './pairing.ts';
import { judgedPrompt } from './sources.ts';

export interface AskModel extends Omit<Draw, 'forPeople'> {
  readonly endpoint: Endpoint;
  /** Images whose captions are scored one by one. */
  readonly scores: number;
}

export interface Asking {
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly progress: (done: number, total: number) => void;
}

export interface Asked {
  readonly asked: number;
  readonly known: number;
  readonly failed: number;
}

/** One question: what is put, and what becomes of the words that answer it. Null: they do not answer it. */
interface Question {
  /** Names it among the failures. */
  readonly name: string;
  readonly file: string;
  readonly prompt: string;
  readonly known: boolean;
  readonly store: (origin: AnswerOrigin) => boolean;
}

/** Room for a model that thinks aloud before it answers; the letter itself takes one token. */
const decoding = { maxNewTokens: 512, temperature: 0, topP: 1 };
const keptOfWords = 2000;

/** Throws as `putAll` does, and where there is nothing to judge. */
export async function askModel(
  db: Db,
  plan: Arms,
  { endpoint, scores, ...draw }: AskModel,
  { signal, log, progress }: Asking,
): Promise<Asked> {
  const judge = endpoint.model;
  const strata = drawPairs(db, plan, { ...draw, forPeople: false });
  const all = [
    ...strata.flatMap((stratum) => comparisons(db, judge, stratum, draw.pairs)),
    ...ratings(db, judge, strata[0]?.seed ?? 0, sampleOf(db, plan, strata, draw.drawSeed, scores)),
  ];
  const open = all.filter(({ known }) => !known);
  let failed = 0;
  let over = all.length - open.length;
  progress(over, all.length);
  const refuse = ({ name }: Question, reason: string): void => {
    insertModelFailure(db, judge, name, reason);
    failed++;
    progress(++over, all.length);
  };
  // Log-probabilities of a letter tell nothing that is kept, and some servers refuse to give them.
  await putAll({ ...endpoint, logProbabilities: false }, open.map(putOf), {
    what: 'questions',
    advice: 'What it has answered is kept. When it is up again, the same command asks only what is missing.',
    signal,
    log,
    onAnswer(index, answer) {
      const question = open[index] as Question;
      if (question.store(originOf(endpoint, answer))) progress(++over, all.length);
      else refuse(question, unreadable(answer.text));
    },
    onRefused: (index, reason) => refuse(open[index] as Question, reason),
  });
  return { asked: open.length, known: all.length - open.length, failed };
}

function comparisons(db: Db, judge: string, stratum: StoredStratum, count: number): Question[] {
  const known = new Set(modelJudgementsOf(db, judge).map(({ pairId, swapped }) => `${pairId} ${swapped}`));
  return firstPairs(db, stratum.id, count).flatMap(({ id, token }) => {
    const { file, first, second } = textsOfPair(db, id);
    return [false, true].map((swapped): Question => {
      const name = `pair ${token}, ${swapped ? 'later first' : 'earlier first'}`;
      return {
        name,
        file,
        prompt: swapped ? comparison(second, first) : comparison(first, second),
        known: known.has(`${id} ${swapped}`),
        store(origin) {
          const answer = verdictIn(origin.said);
          if (answer) insertModelJudgement(db, name, { pairId: id, swapped, answer }, origin);
          return answer !== null;
        },
      };
    });
  });
}

/** An image with what each source in question says about it. */
interface Sampled {
  readonly imageId: number;
  readonly texts: readonly { readonly source: string; readonly text: string }[];
}

/** The first so many of a draw that every source has written about: all of them are scored on the same images. */
function sampleOf(
  db: Db,
  plan: Arms,
  strata: readonly StoredStratum[],
  drawSeed: number,
  count: number,
): Sampled[] {
  const sources = [...new Set(strata.flatMap(({ first, second }) => [first, second]))];
  const models = sources.filter((source) => source !== 'original');
  const seed = strata[0]?.seed ?? 0;
  const images = count > 0 ? imagesWithCaptionsBy(db, models, seed) : [];
  const sample: Sampled[] = [];
  for (const imageId of drawOrder(images, { first: 'scores', second: 'scores', seed }, drawSeed)) {
    if (sample.length >= count) break;
    const texts = sources.flatMap((source) => {
      const found = textOfSource(db, source, seed, imageId, judgedPrompt(plan, source));
      return found ? [{ source, text: found.text }] : [];
    });
    if (texts.length === sources.length) sample.push({ imageId, texts });
  }
  return sample;
}

function ratings(db: Db, judge: string, seed: number, sample: readonly Sampled[]): Question[] {
  const known = new Set(modelScoresOf(db, judge).map((one) => `${one.seed} ${one.source} ${one.imageId}`));
  return sample.flatMap(({ imageId, texts }) => {
    const file = imageWithTruth(db, imageId)?.image.file ?? '';
    return texts.map(({ source, text }): Question => {
      const name = `score of ${source}, seed ${seed}, image ${imageId}`;
      return {
        name,
        file,
        prompt: rating(text),
        known: known.has(`${seed} ${source} ${imageId}`),
        store(origin) {
          const score = scoreIn(origin.said);
          if (score !== null) insertModelScore(db, name, { source, seed, imageId, score }, origin);
          return score !== null;
        },
      };
    });
  });
}

const putOf = ({ file, prompt }: Question): Put => ({ file, prompt, decoding, seed: seedOf(prompt) });

/** The same question draws the same, where a server does as it is told. */
const seedOf = (prompt: string): number => createHash('sha256').update(prompt).digest().readUInt32BE() >>> 1;

const originOf = ({ model, url }: Endpoint, { text, tokens, seconds, usd }: ChatAnswer): AnswerOrigin => ({
  judge: model,
  said: text.slice(0, keptOfWords),
  address: url,
  tokens,
  seconds,
  usd,
});

const unreadable = (said: string): string =>
  `it gave no answer that can be read: “${said.replace(/\s+/g, ' ').slice(0, 80)}”`;
