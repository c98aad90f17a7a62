/** A judge's turns: the pair to judge now, an answer, taking it back. What leaves here never tells where a caption comes from. */
import type { JudgeAnswer, JudgeTurn } from '../../../shared/judge.ts';
import { EngineFailure } from '../failure.ts';
import {
  answersOfJudge,
  type Db,
  deleteLastJudgement,
  insertJudgement,
  pairOfToken,
  pairsForPeople,
  textsOfPair,
} from '../store/index.ts';
import { isSwapped, orderFor } from './pairing.ts';

export function nextTurn(db: Db, judge: string): JudgeTurn {
  const pairs = pairsForPeople(db);
  const answers = answersOfJudge(db, judge);
  const over = new Set(answers.map(({ pairId }) => pairId));
  const next = orderFor(judge, pairs).find(({ id }) => !over.has(id));
  const skipped = answers.filter(({ answer }) => answer === 'skip').length;
  return {
    pair: next ? blind(db, judge, next) : null,
    answered: answers.length - skipped,
    skipped,
    total: pairs.length,
  };
}

export function answerPair(
  db: Db,
  judge: string,
  token: string,
  answer: JudgeAnswer,
  seconds: number | null,
): JudgeTurn {
  const pair = pairOfToken(db, token);
  if (!pair) throw new EngineFailure('There is no such pair in this experiment.', 'Nothing was stored.');
  const swapped = isSwapped(token, judge);
  if (!insertJudgement(db, { pairId: pair.id, judge, swapped, answer, seconds })) {
    throw new EngineFailure(
      `${judge} has answered this pair already, perhaps in another window.`,
      'The first answer stands; undo takes it back.',
    );
  }
  return nextTurn(db, judge);
}

export function undoLast(db: Db, judge: string): JudgeTurn {
  if (!deleteLastJudgement(db, judge))
    throw new EngineFailure('There is no answer to take back.', 'Nothing was changed.');
  return nextTurn(db, judge);
}

function blind(db: Db, judge: string, { id, token }: { id: number; token: string }): JudgeTurn['pair'] {
  const { imageId, width, height, first, second } = textsOfPair(db, id);
  const [left, right] = isSwapped(token, judge) ? [second, first] : [first, second];
  return { token, imageId, width, height, left, right };
}
