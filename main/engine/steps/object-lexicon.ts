/** How captions may write the objects that the data knows. */
import { lexiconWithSynonyms } from '../quality/coco-words.ts';
import { type Lexicon, lexiconOf } from '../quality/index.ts';
import { type Db, objectKinds, objectTruthOf } from '../store/index.ts';

/** Annotated data may lack an object in every image and know it all the same; COCO's names have synonyms. */
export function objectLexicon(db: Db, kinds: Iterable<string> = objectKinds(db)): Lexicon {
  const annotated = objectTruthOf(db)?.names ?? [];
  const all = [...new Set([...kinds, ...annotated])];
  return annotated.length > 0 ? lexiconWithSynonyms(all) : lexiconOf(all);
}
