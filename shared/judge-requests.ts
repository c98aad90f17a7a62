/** Judging captions: blind pairs for people, the same pairs for a model, results of both. */
import { z } from 'zod';
import {
  DrawnStratum,
  JudgeAnswer,
  JudgeName,
  JudgeResults,
  JudgeTurn,
  Judging,
  ModelJudgeResults,
} from './judge.ts';
import { Endpoint } from './plan.ts';

const path = z.string().min(1);
const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });

const Sources = {
  /** Pairs of sources, the earlier one first; left out: each round's text against the one before it. */
  against: z
    .array(z.tuple([z.string(), z.string()]))
    .min(1)
    .max(50)
    .optional(),
  /** Whose models; left out: the first seed that has captions. */
  seed: z.int().optional(),
};

export const judgeRequests = {
  'judge.get': request(z.strictObject({ path }), Judging),
  /** Draws pairs for people, the same for every judge. Asked again with a higher number, it adds to those drawn. */
  'judge.draw': request(
    z.strictObject({
      path,
      ...Sources,
      /** Images for each pair of sources. */
      pairs: z.int().positive().max(10_000).default(30),
      drawSeed: z.int().default(1),
    }),
    z.array(DrawnStratum),
  ),
  /** The pair this judge is asked about now. No request of judge.* tells a pair's sources, before an answer or after. */
  'judge.next': request(z.strictObject({ path, judge: JudgeName }), JudgeTurn),
  /** Stores one answer and gives the next pair. */
  'judge.answer': request(
    z.strictObject({
      path,
      judge: JudgeName,
      pair: z.string(),
      answer: JudgeAnswer,
      /** From showing the pair to the answer. */
      seconds: z.number().min(0).max(86_400).optional(),
    }),
    JudgeTurn,
  ),
  /** Takes the judge's last answer back and puts that pair again. */
  'judge.undo': request(z.strictObject({ path, judge: JudgeName }), JudgeTurn),
  'judge.results': request(z.strictObject({ path }), JudgeResults),
  /** Asks a model about drawn pairs in both orders and for scores; what it has answered before is not asked again. */
  'judge.ask': request(
    z.strictObject({
      path,
      ...Sources,
      endpoint: Endpoint,
      pairs: z.int().min(0).max(10_000).default(50),
      /** Images whose captions are scored one by one; 0 is none. */
      scores: z.int().min(0).max(10_000).default(50),
      drawSeed: z.int().default(1),
    }),
    z.strictObject({
      /** Questions put now, those answered before, and those that have no answer. */
      asked: z.int(),
      known: z.int(),
      failed: z.int(),
      results: ModelJudgeResults,
    }),
  ),
  /** Ends a `judge.ask` of this engine; what was answered is kept. False where there is none. */
  'judge.stop': request(z.strictObject({ path }), z.strictObject({ stopped: z.boolean() })),
};
