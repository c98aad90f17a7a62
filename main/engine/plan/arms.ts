/**
 * The models of a plan beside its rounds and specialists: what each is called and trained on. Graph, training, comparisons and report
 * read the same list. Pure.
 */
import {
  type ControlName,
  controlNames,
  type Plan,
  type SpecialistArm,
  type Variant,
} from '../../../shared/plan.ts';

/** What of a plan decides which models there are. */
export type Arms = Pick<
  Plan,
  'rounds' | 'specialists' | 'specialistArms' | 'reducedShares' | 'variants' | 'controls'
>;

/** A generalist retrained on the last round's text with the answers of these specialists (paper, section 3.2 and table 4). */
export interface Combination {
  /** `final` is the one with all of them on all images. */
  readonly name: string;
  readonly kind: 'all' | SpecialistArm;
  /** The specialist that is alone or left out. */
  readonly about: string | null;
  readonly specialists: readonly string[];
  /** Share of the pretraining images that it sees. */
  readonly share: number;
}

export const final = 'final';

/** `final` at a tenth of the images is `final-10pct`. */
const atShare = (name: string, share: number): string =>
  share === 1 ? name : `${name}-${String(Number((share * 100).toFixed(4))).replace('.', 'p')}pct`;

/** At all images first, then at each reduced share; the one with all specialists first among those of a share. */
export function combinationsOf({ specialists, specialistArms, reducedShares }: Arms): Combination[] {
  const names = specialists.map(({ name }) => name);
  if (names.length === 0) return [];
  const all = { name: final, kind: 'all' as const, about: null, specialists: names };
  const arms = specialistArms.flatMap((kind) => armsOfKind(kind, names));
  return [1, ...reducedShares].flatMap((share) =>
    [all, ...arms].map((one) => ({ ...one, name: atShare(one.name, share), share })),
  );
}

function armsOfKind(kind: SpecialistArm, names: readonly string[]): Omit<Combination, 'share'>[] {
  switch (kind) {
    case 'alone':
      return names.map((about) => ({ name: `only-${about}`, kind, about, specialists: [about] }));
    case 'leave-one-out':
      return names.map((about) => {
        const specialists = names.filter((other) => other !== about);
        return { name: `without-${about}`, kind, about, specialists };
      });
    case 'none':
      return [{ name: 'without-specialists', kind, about: null, specialists: [] }];
  }
}

export const combinationNamed = (plan: Arms, name: string): Combination | undefined =>
  combinationsOf(plan).find((one) => one.name === name);

export const variantNamed = ({ variants }: Arms, name: string): Variant | undefined =>
  variants.find((one) => one.name === name);

/** Controls that are held against the last generalist, as they ask about the specialists; the others are about round 1. */
export const isAboutSpecialists = (control: ControlName): boolean => control === 'specialist-data';

/** Names that a specialist or a variant cannot have. */
export const reservedNames = (plan: Arms): Set<string> =>
  new Set([final, ...combinationsOf(plan).map(({ name }) => name), ...controlNames, 'original']);

/** Every model that is trained and evaluated, in the order in which they are shown. */
export function modelsOf(plan: Arms): string[] {
  return [
    ...Array.from({ length: plan.rounds + 1 }, (_, round) => `v${round}`),
    ...plan.specialists.map(({ name }) => name),
    ...combinationsOf(plan).map(({ name }) => name),
    ...plan.variants.map(({ name }) => name),
    ...plan.controls,
  ];
}
