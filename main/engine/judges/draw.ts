/** Draws pairs of captions for judges: by seed, an equal number for each pair of sources, both texts there and different. */
import type { DrawnStratum, Stratum } from '../../../shared/judge.ts';
import { EngineFailure } from '../failure.ts';
import type { Arms } from '../plan/arms.ts';
import {
  addPairs,
  type Db,
  drawnStrata,
  imagesOfStratum,
  imagesWithCaptionsBy,
  type NewPair,
  openStratum,
  type StoredStratum,
  textOfSource,
} from '../store/index.ts';
import { consecutive, drawOrder, tokenOf } from './pairing.ts';
import { judgedPrompt, sourcesBySeed } from './sources.ts';

export interface Draw {
  /** Pairs of sources; left out: each round against the one before. */
  readonly against?: readonly (readonly [string, string])[] | undefined;
  readonly seed?: number | undefined;
  /** Images for each pair of sources. */
  readonly pairs: number;
  readonly drawSeed: number;
  /** False: for a judge model alone; people's pairs stay as they are. */
  readonly forPeople: boolean;
}

/** Adds what is missing to what is drawn already. Throws where the sources have no captions. Answers the strata that were asked for. */
export function drawPairs(db: Db, plan: Arms, draw: Draw): StoredStratum[] {
  return chosenStrata(db, plan, draw).map((stratum) => {
    const opened = openStratum(db, stratum, draw.drawSeed);
    if (opened.drawSeed !== draw.drawSeed) {
      throw new EngineFailure(
        `${named(stratum)} has been drawn with seed ${opened.drawSeed} before; ${draw.drawSeed} would draw other images.`,
        `Nothing was changed. Use ${opened.drawSeed}, so that all judges see the same pairs.`,
      );
    }
    const { pairs, lookedAt, identical } = missingPairs(db, plan, opened, draw.pairs);
    addPairs(db, opened.id, pairs, { lookedAt, identical, forPeople: draw.forPeople ? draw.pairs : 0 });
    return opened;
  });
}

/** As they stand after a draw. */
export const drawnOf = (db: Db, strata: readonly Stratum[]): DrawnStratum[] =>
  drawnStrata(db).filter((drawn) =>
    strata.some(
      ({ first, second, seed }) => drawn.first === first && drawn.second === second && drawn.seed === seed,
    ),
  );

function chosenStrata(db: Db, plan: Arms, { against, seed: wanted }: Draw): Stratum[] {
  const bySeed = sourcesBySeed(db, plan);
  const found = wanted === undefined ? bySeed[0] : bySeed.find(({ seed }) => seed === wanted);
  if (!found) {
    throw new EngineFailure(
      wanted === undefined || bySeed.length === 0
        ? 'There are no captions to judge yet.'
        : `No model of seed ${wanted} has written captions.`,
      bySeed.length === 0
        ? 'They come with the first recaption step of the run.'
        : `Use one of: ${bySeed.map(({ seed }) => seed).join(', ')}.`,
    );
  }
  const { seed, sources } = found;
  if (!against) return consecutive(sources, seed);
  const rank = (source: string): number => {
    const at = sources.indexOf(source);
    if (at >= 0) return at;
    throw new EngineFailure(
      `"${source}" has written no captions that could be judged (seed ${seed}).`,
      `Use two of: ${sources.join(', ')}.`,
    );
  };
  const strata = against.map(([a, b]) => {
    if (rank(a) === rank(b))
      throw new EngineFailure(`"${a}" cannot be judged against itself.`, 'Name two sources.');
    // The earlier one first, whichever was named first: one pair of sources is one stratum.
    return rank(a) < rank(b) ? { first: a, second: b, seed } : { first: b, second: a, seed };
  });
  return [...new Map(strata.map((stratum) => [named(stratum), stratum])).values()];
}

function missingPairs(
  db: Db,
  plan: Arms,
  stratum: StoredStratum,
  wanted: number,
): { pairs: NewPair[]; lookedAt: number; identical: number } {
  const { first, second, seed, id, drawSeed } = stratum;
  const there = imagesOfStratum(db, id);
  const pairs: NewPair[] = [];
  let lookedAt = 0;
  let identical = 0;
  if (there.size >= wanted) return { pairs, lookedAt, identical };
  const models = [first, second].filter((source) => source !== 'original');
  const prompts = [judgedPrompt(plan, first), judgedPrompt(plan, second)] as const;
  for (const imageId of drawOrder(imagesWithCaptionsBy(db, models, seed), stratum, drawSeed)) {
    if (there.size + pairs.length >= wanted) break;
    const a = textOfSource(db, first, seed, imageId, prompts[0]);
    const b = textOfSource(db, second, seed, imageId, prompts[1]);
    if (!a || !b) continue;
    lookedAt++;
    if (a.text.trim() === b.text.trim()) identical++;
    else if (!there.has(imageId)) {
      const token = tokenOf(stratum, imageId, drawSeed);
      pairs.push({ imageId, token, first: a.caption, second: b.caption });
    }
  }
  return { pairs, lookedAt, identical };
}

const named = ({ first, second, seed }: Stratum): string => `${second} against ${first}, seed ${seed}`;
