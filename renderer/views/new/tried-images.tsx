/** The answers of a try: each picture with what was asked and written, what a run would make of it, and what it took. */
import type { PromptTry, TriedImage } from '../../../shared/prompt-try.ts';
import { Notice } from '../../components/error-notice.tsx';

type Props = {
  tried: PromptTry;
  /** The plan has changed since. */
  isOld: boolean;
};

export function TriedImages({ tried, isOld }: Props) {
  const { by, note, seconds, images, decoding } = tried;
  const written = images.filter(({ caption }) => caption !== null).length;
  return (
    <div className="tried" data-old={isOld || undefined}>
      <p role="status">
        <b>
          {written} {written === 1 ? 'caption' : 'captions'} by {by}
        </b>{' '}
        in {seconds.captioning.toFixed(1)} s, after {seconds.opening.toFixed(1)} s until the pictures and the
        model were there.{' '}
        <span className="soft">
          {decoding.temperature === 0 ? 'Greedy' : `Temperature ${decoding.temperature}`},{' '}
          {decoding.maxNewTokens} tokens at most.{isOld && ' The plan has changed since.'}
        </span>
      </p>
      {note && (
        <Notice tone="plain" title="About these answers">
          {note}
        </Notice>
      )}
      <ul>
        {images.map((image) => (
          <li key={image.name}>
            {image.thumbnail ? (
              <img src={image.thumbnail} alt={image.name} />
            ) : (
              <span className="folder-no-picture" />
            )}
            <div>
              <p className="small soft">
                {image.original === null ? 'It came without text' : `It came with: ${image.original}`}
              </p>
              {image.prompt !== null && <p className="small soft">Asked: {image.prompt}</p>}
              <Answer image={image} most={decoding.maxNewTokens} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Answer({ image: { caption, error }, most }: { image: TriedImage; most: number }) {
  if (!caption) return <p className="tried-error">No caption: {error}</p>;
  const { text, tokens, logProbability, truncated, seconds, rejected } = caption;
  const facts = [
    tokens === null ? null : `${tokens} tokens`,
    logProbability === null ? null : `log-probability ${logProbability.toFixed(2).replace('-', '−')} a token`,
    seconds === null ? null : `${seconds.toFixed(1)} s`,
  ].filter((fact) => fact !== null);
  return (
    <>
      <p className="tried-text">{text || <i className="faint">nothing was written</i>}</p>
      <p className="small soft">
        {facts.join(' · ')}
        {truncated && <b className="tried-cut"> Cut off at {most} tokens.</b>}
        {rejected !== null && <b className="tried-cut"> Not trained on: {rejected}.</b>}
      </p>
    </>
  );
}
