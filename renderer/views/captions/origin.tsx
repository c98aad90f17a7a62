/** Where a caption comes from: figures at a glance, everything else when unfolded. */
import type { Caption, Decoding } from '../../../shared/models.ts';
import { count, moment } from '../../data/format.ts';
import { isEndpoint } from './writer.ts';

export function Origin({ caption }: { caption: Caption }) {
  const { tokens, logProbability, seed, checkpoint, decoding, usd, seconds, createdAt } = caption;
  if (checkpoint === null) return null;
  return (
    <details className="origin">
      <summary>
        {tokens === null ? 'number of tokens not told' : `${count(tokens)} tokens`}
        {logProbability !== null && ` · log-probability ${signed(logProbability)}`}
        {seed !== null && ` · seed ${seed}`}
      </summary>
      <dl>
        {decoding && (
          <div>
            <dt>Decoding</dt>
            <dd>{decodingInWords(decoding)}</dd>
          </div>
        )}
        {logProbability !== null && (
          <div>
            <dt>Log-probability</dt>
            <dd>mean of the tokens, natural logarithm</dd>
          </div>
        )}
        <div>
          <dt>{isEndpoint(checkpoint) ? 'Server and model' : 'Checkpoint'}</dt>
          <dd>
            <code>{checkpoint.replace(/^endpoint:/, '')}</code>
          </dd>
        </div>
        {seconds !== null && (
          <div>
            <dt>Answered in</dt>
            <dd>
              {seconds.toFixed(1)} s{usd !== null && `, for ${usd.toPrecision(2)} USD`}
            </dd>
          </div>
        )}
        {createdAt && (
          <div>
            <dt>Written</dt>
            <dd>{moment(createdAt)}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}

const signed = (value: number): string => value.toFixed(2).replace('-', '−');

function decodingInWords({ temperature, topP, maxNewTokens }: Decoding): string {
  const how =
    temperature === 0 ? 'the likeliest token each time' : `temperature ${temperature}, top-p ${topP}`;
  return `${how}, ${count(maxNewTokens)} tokens at most`;
}
