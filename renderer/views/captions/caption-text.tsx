/** A caption's words with their marks: true or not, new against another caption, no such object, a box that can be pointed at. */
import { useMemo } from 'react';
import type { CaptionPhrase } from '../../../shared/gallery.ts';
import { markedText, type Piece } from './marked-text.ts';
import { type Lexicon, objectsNamed } from './objects-named.ts';
import type { DrawnBox } from './picture.tsx';
import { wordChanges } from './word-changes.ts';

export interface Marking {
  /** Null where nobody knows what is in the picture. */
  readonly truth: { readonly lexicon: Lexicon; readonly there: ReadonlySet<string> } | null;
}

type Props = {
  text: string;
  /** What the words are compared with; null marks no changes. */
  before: string | null;
  phrases: readonly CaptionPhrase[];
  marking: Marking;
  onPoint: (boxes: readonly DrawnBox[]) => void;
};

export function CaptionText({ text, before, phrases, marking, onPoint }: Props) {
  const { truth } = marking;
  const pieces = useMemo(
    () =>
      markedText(
        text,
        before !== null ? wordChanges(before, text) : [{ kind: 'kept', text }],
        truth ? objectsNamed(text, truth.lexicon, truth.there).filter(({ there }) => !there) : [],
        phrases,
      ),
    [text, before, phrases, truth],
  );
  if (text.trim() === '') return <p className="caption-text faint">The model wrote nothing.</p>;
  return (
    <p className="caption-text">
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name than their place
        <Marked key={index} piece={piece} onPoint={onPoint} />
      ))}
    </p>
  );
}

function Marked({ piece, onPoint }: { piece: Piece; onPoint: Props['onPoint'] }) {
  const { text, change, object, box, phrase } = piece;
  // The last word of another caption has no space behind it, and stands before a word of this one.
  if (change === 'removed') return <Spaced text={/\s$/.test(text) ? text : `${text} `} as="del" />;
  if (change === 'added' && !box && !object && !phrase) return <Spaced text={text} as="ins" />;
  const words = box ? (
    <button
      type="button"
      className="box-text"
      aria-label={`Box ${text}${box.label && ` of ${box.label}`}`}
      onMouseEnter={() => onPoint([box])}
      onMouseLeave={() => onPoint([])}
      onFocus={() => onPoint([box])}
      onBlur={() => onPoint([])}
    >
      {text}
    </button>
  ) : object ? (
    <span className="imagined" title={`There is no ${object.name} in this picture.`}>
      {text}
    </span>
  ) : (
    text
  );
  const changed = change === 'added' ? <ins>{words}</ins> : words;
  if (!phrase) return changed;
  return (
    <mark
      className="phrase"
      data-kind={phrase.kind}
      data-holds={phrase.holds ?? 'unknown'}
      title={phraseInWords(phrase)}
    >
      {changed}
    </mark>
  );
}

function phraseInWords({ kind, holds }: CaptionPhrase): string {
  if (kind === 'true') return 'True: what it names is in the picture. Numbers and sizes are not judged.';
  if (kind === 'hallucinated') return 'Hallucinated: something it names is not in the picture, or not there.';
  const what = kind === 'spatial' ? 'Says where something is' : 'Says what is written';
  return holds === null ? `${what}; whether rightly is not known.` : `${what}: ${holds ? 'right' : 'wrong'}.`;
}

/** The space behind a word is not marked with it. */
function Spaced({ text, as: As }: { text: string; as: 'ins' | 'del' }) {
  const words = text.trimEnd();
  return (
    <>
      <As>{words}</As>
      {text.slice(words.length)}
    </>
  );
}
