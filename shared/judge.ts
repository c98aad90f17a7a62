/** The nouns of judging captions, by people and by models, as they cross a boundary. */
import { z } from 'zod';

/** A judge's name: how they sign, on one line. Names that differ only in the case of their letters are the same judge's. */
export const JudgeName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'a name is one line of plain characters');

export const judgeAnswers = ['left', 'right', 'tie', 'skip'] as const;
/** Which of the two is better; `tie`: neither; `skip`: this judge will not say. */
export const JudgeAnswer = z.enum(judgeAnswers);
export type JudgeAnswer = z.infer<typeof JudgeAnswer>;

/**
 * Two sources of captions that are set against each other: `original` (the text that an image came with) or models, of one seed. Win rates
 * are those of `second`, the later one.
 */
export const Stratum = z.strictObject({ first: z.string(), second: z.string(), seed: z.int() });
export type Stratum = z.infer<typeof Stratum>;

/** What was drawn for one pair of sources. */
export const DrawnStratum = Stratum.extend({
  /** Pairs that people are asked about, and all that are drawn (a judge model may be asked about more). */
  forPeople: z.int(),
  pairs: z.int(),
  /** Images that were looked at for them, and how many of these were left out because both texts are the same. */
  lookedAt: z.int(),
  identical: z.int(),
});
export type DrawnStratum = z.infer<typeof DrawnStratum>;

/** Two captions of one image, as a judge sees them: nothing here tells where they come from. */
export const BlindPair = z.strictObject({
  token: z.string(),
  imageId: z.int(),
  width: z.int(),
  height: z.int(),
  left: z.string(),
  right: z.string(),
});
export type BlindPair = z.infer<typeof BlindPair>;

/** Where a judge stands. */
export const JudgeTurn = z.strictObject({
  /** Null: nothing is left to judge. */
  pair: BlindPair.nullable(),
  answered: z.int(),
  skipped: z.int(),
  total: z.int(),
});
export type JudgeTurn = z.infer<typeof JudgeTurn>;

export const JudgeProgress = z.strictObject({
  judge: z.string(),
  answered: z.int(),
  skipped: z.int(),
  lastAt: z.string(),
});
export type JudgeProgress = z.infer<typeof JudgeProgress>;

/** What can be judged, what has been drawn for it, and who has judged so far. */
export const Judging = z.strictObject({
  /** By seed: the sources that have captions, in the order of the rounds. */
  seeds: z.array(z.strictObject({ seed: z.int(), sources: z.array(z.string()) })),
  strata: z.array(DrawnStratum),
  judges: z.array(JudgeProgress),
  /** Pairs each judge is asked about. */
  total: z.int(),
});
export type Judging = z.infer<typeof Judging>;

/** A figure with its 95 % interval; `n` independent items behind it. */
export const Measured = z.strictObject({ value: z.number(), low: z.number(), high: z.number(), n: z.int() });
export type Measured = z.infer<typeof Measured>;

export const WinRate = Stratum.extend({
  /** Of `second`, 0..1; a tie counts half; images count once each, whoever looked at them. */
  winRate: Measured,
  wins: z.int(),
  ties: z.int(),
  losses: z.int(),
  judges: z.int(),
});
export type WinRate = z.infer<typeof WinRate>;

/** The same of one judge alone. */
export const JudgeWinRate = WinRate.omit({ judges: true }).extend({ judge: z.string() });
export type JudgeWinRate = z.infer<typeof JudgeWinRate>;

export const JudgeAgreement = z.strictObject({
  /** Two names: Cohen's kappa. Null: all judges, Krippendorff's alpha. */
  judges: z.tuple([z.string(), z.string()]).nullable(),
  /** Null where it is not defined (nothing in common, or no variation). */
  coefficient: Measured.nullable(),
  /** Share of the common pairs with the same answer from both; null for more than two. */
  same: Measured.nullable(),
  /** Pairs that two of them or more have judged. */
  pairs: z.int(),
});
export type JudgeAgreement = z.infer<typeof JudgeAgreement>;

export const MeasureAgreement = z.strictObject({
  /** A metric of shared/caption-quality.ts, or `judge:NAME` for a judge model. */
  measure: z.string(),
  /** Share of the decided pairs on which the higher measure is the preferred caption; half is chance. */
  share: Measured.nullable(),
  decided: z.int(),
  undecided: z.int(),
});
export type MeasureAgreement = z.infer<typeof MeasureAgreement>;

export const ModelWinRate = Stratum.extend({
  /** Over both orders, then by the place in which `second` stood. */
  winRate: Measured,
  shownFirst: Measured,
  shownSecond: Measured,
});
export type ModelWinRate = z.infer<typeof ModelWinRate>;

export const ModelJudgeResults = z.strictObject({
  judge: z.string(),
  addresses: z.array(z.string()),
  winRates: z.array(ModelWinRate),
  /** Pairs with both orders answered; those with only one count in no figure. */
  pairs: z.int(),
  halfAsked: z.int(),
  /** Share of the pairs on which both orders have the same answer. Null without pairs. */
  consistent: Measured.nullable(),
  /** Share of the answers that name the caption shown first, ties half; half is no bias. */
  shownFirst: Measured.nullable(),
  /** Of each source alone, 1..10. */
  scores: z.array(z.strictObject({ source: z.string(), seed: z.int(), score: Measured })),
  failures: z.array(z.strictObject({ reason: z.string(), count: z.int() })),
  /** What the server took, as far as it has told. */
  tokens: z.int(),
  usd: z.number().nullable(),
});
export type ModelJudgeResults = z.infer<typeof ModelJudgeResults>;

export const JudgeResults = z.strictObject({
  strata: z.array(DrawnStratum),
  judges: z.array(JudgeProgress),
  winRates: z.array(WinRate),
  /** Of pairs of sources that more than one judge has judged. */
  byJudge: z.array(JudgeWinRate),
  /** Share of people's answers that name the left caption, ties half; half is no bias. Null without answers. */
  left: Measured.nullable(),
  agreement: z.array(JudgeAgreement),
  measures: z.array(MeasureAgreement),
  models: z.array(ModelJudgeResults),
});
export type JudgeResults = z.infer<typeof JudgeResults>;
