/** A caption's words with their marks: new against the round before, no such object, a box that can be pointed at. */
import { useMemo } from 'react';
import { markedText, type Piece } from './marked-text.ts';
import { type Lexicon, objectsNamed } from './objects-named.ts';
import type { DrawnBox } from './picture.tsx';
import { wordChanges } from './word-changes.ts';

export interface Marking {
  readonly changes: boolean;
  /** Null where nobody knows what is in the picture. */
  readonly truth: { readonly lexicon: Lexicon; readonly there: ReadonlySet<string> } | null;
}

type Props = {
  text: string;
  /** What the round before said; null marks no changes. */
  before: string | null;
  marking: Marking;
  onPoint: (boxes: readonly DrawnBox[]) => void;
};

export function CaptionText({ text, before, marking, onPoint }: Props) {
  const { changes, truth } = marking;
  const pieces = useMemo(
    () =>
      markedText(
        text,
        changes && before !== null ? wordChanges(before, text) : [{ kind: 'kept', text }],
        truth ? objectsNamed(text, truth.lexicon, truth.there).filter(({ there }) => !there) : [],
      ),
    [text, before, changes, truth],
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
  const { text, change, object, box } = piece;
  if (change === 'removed') return <Spaced text={text} as="del" />;
  if (change === 'added' && !box && !object) return <Spaced text={text} as="ins" />;
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
  return change === 'added' ? <ins>{words}</ins> : words;
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
