import { memo } from 'react';
import type { BenchmarkAnswer } from '../../../shared/benchmark-requests.ts';
import { modelName } from '../../data/names.ts';
import { Thumbnail } from '../captions/thumbnail.tsx';
import type { Choices } from './choices.ts';
import { Judged } from './judged.tsx';

type Props = {
  id: string;
  path: string;
  choices: Choices;
  /** Undefined until its page is loaded. */
  answer: BenchmarkAnswer | undefined;
  index: number;
  total: number;
  top: number;
  selected: boolean;
  onChoose: (index: number) => void;
};

export const AnswerRow = memo(function AnswerRow(props: Props) {
  const { id, path, choices, answer, index, total, top, selected, onChoose } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list keeps the focus and names what is chosen
    <div
      id={id}
      className="answer-row"
      role="option"
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={index + 1}
      aria-busy={!answer}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onChoose(index)}
    >
      {answer && (
        <>
          {answer.image === null ? (
            <span className="answer-picture" />
          ) : (
            <Thumbnail path={path} id={answer.image} className="answer-picture" />
          )}
          <span className="answer-words">
            <span className="answer-question truncate" title={answer.question}>
              {answer.question}
            </span>
            <span className="truncate">
              <Judged score={answer.score} />
              <span className="answer-text">{answer.answer || <i className="faint">nothing</i>}</span>
              {answer.score < 1 && <span className="soft"> right: {answer.truth}</span>}
            </span>
            {answer.otherScore !== null && choices.against !== null && (
              <span className="small soft truncate">
                {modelName(choices.against)} <Judged score={answer.otherScore} />
                {answer.otherAnswer || 'nothing'}
              </span>
            )}
          </span>
        </>
      )}
    </div>
  );
});
