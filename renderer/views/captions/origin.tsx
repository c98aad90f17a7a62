/** Where a caption comes from: figures at a glance, everything else when unfolded. */
import type { ReactNode } from 'react';
import { type CaptionDetail, galleryMetrics } from '../../../shared/gallery.ts';
import type { Caption } from '../../../shared/models.ts';
import type { Decoding } from '../../../shared/plan.ts';
import { count, moment } from '../../data/format.ts';
import { valueInWords } from './metric-text.ts';
import { isEndpoint } from './writer.ts';

type Props = { caption: Caption; detail: CaptionDetail | undefined };

export function Origin({ caption, detail }: Props) {
  const { tokens, logProbability, seed, checkpoint, decoding, prompt, usd, seconds, createdAt } = caption;
  const least = detail?.leastLogProbability ?? null;
  const measures = Object.keys(detail?.metrics ?? {}).length > 0;
  if (checkpoint === null && !measures) return null;
  return (
    <details className="origin">
      <summary>
        {checkpoint === null ? (
          'Came with the image'
        ) : (
          <>
            {tokens === null ? 'number of tokens not told' : `${count(tokens)} tokens`}
            {logProbability !== null && ` · log-probability ${signed(logProbability)}`}
            {seed !== null && ` · seed ${seed}`}
          </>
        )}
      </summary>
      <dl>
        {checkpoint !== null && (
          <>
            <Fact name={isEndpoint(checkpoint) ? 'Server and model' : 'Checkpoint'}>
              <code>{checkpoint.replace(/^endpoint:/, '')}</code>
            </Fact>
            {prompt && <Fact name="Prompt">{prompt}</Fact>}
            {seed !== null && <Fact name="Seed">{seed}</Fact>}
            <Fact name="Log-probability">
              {logProbability === null
                ? 'not told by its writer'
                : `${signed(logProbability)}, mean of the tokens, natural logarithm` +
                  (least === null ? '' : `; the least likely token ${signed(least)}`)}
            </Fact>
            {decoding && <Fact name="Decoding">{decodingInWords(decoding)}</Fact>}
            {seconds !== null && (
              <Fact name="Answered in">
                {seconds.toFixed(1)} s{usd !== null && `, for ${usd.toPrecision(2)} USD`}
              </Fact>
            )}
            {createdAt && <Fact name="Written">{moment(createdAt)}</Fact>}
          </>
        )}
        {measures && (
          <Fact name="Metrics">
            <Metrics metrics={detail?.metrics ?? {}} />
          </Fact>
        )}
      </dl>
    </details>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Metrics({ metrics }: Pick<CaptionDetail, 'metrics'>) {
  return (
    <ul className="caption-metrics">
      {galleryMetrics.flatMap(({ name, title }) => {
        const value = metrics[name];
        return value === undefined
          ? []
          : [
              <li key={name}>
                {title} <b>{valueInWords(name, value)}</b>
              </li>,
            ];
      })}
    </ul>
  );
}

const signed = (value: number): string => value.toFixed(2).replace('-', '−');

function decodingInWords({ temperature, topP, maxNewTokens }: Decoding): string {
  const how =
    temperature === 0 ? 'the likeliest token each time' : `temperature ${temperature}, top-p ${topP}`;
  return `${how}, ${count(maxNewTokens)} tokens at most`;
}
