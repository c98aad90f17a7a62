/** The chosen question in full: its picture large, what is right, who said what. */
import type { BenchmarkAnswer } from '../../../shared/benchmark-requests.ts';
import { benchmarkTitle, modelName } from '../../data/names.ts';
import { hrefOf } from '../../route.ts';
import { Thumbnail } from '../captions/thumbnail.tsx';
import type { Choices } from './choices.ts';
import { Judged } from './judged.tsx';

type Props = { path: string; answer: BenchmarkAnswer; choices: Choices };

export function OneAnswer({ path, answer, choices }: Props) {
  const { item, question, truth, image, score, otherAnswer, otherScore } = answer;
  const { benchmark, model, against } = choices;
  return (
    <section className="one-answer" aria-label={`Question ${item}`}>
      {image === null ? (
        <p className="soft">Its image is no longer among the data.</p>
      ) : (
        <a href={hrefOf('captions', path, image)} aria-label={`Image ${image} in Captions`}>
          <Thumbnail path={path} id={image} className="answer-large" />
        </a>
      )}
      <h2>{question}</h2>
      <dl>
        <div>
          <dt>{modelName(model)}</dt>
          <dd>
            <Judged score={score} /> {answer.answer || <i className="faint">nothing</i>}
          </dd>
        </div>
        {against !== null && otherScore !== null && (
          <div>
            <dt>{modelName(against)}</dt>
            <dd>
              <Judged score={otherScore} /> {otherAnswer || <i className="faint">nothing</i>}
            </dd>
          </div>
        )}
        <div>
          <dt>Right</dt>
          <dd>{truth}</dd>
        </div>
      </dl>
      <p className="small faint">
        {benchmarkTitle(benchmark)}, question {item}
      </p>
    </section>
  );
}
