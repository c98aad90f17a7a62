import type { Lexicon } from './objects-named.ts';

/** How captions may write the objects that the truth knows; null while nobody has told, and no object is marked then. */
export const useLexicon = (_path: string): Lexicon | null => null;
