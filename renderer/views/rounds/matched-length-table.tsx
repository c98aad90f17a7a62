/** Hallucination of each source against the one before, within equally many words of the same images. */
import type { CaptionQuality } from '../../../shared/caption-quality.ts';
import { Badge } from '../../components/badge.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { count, percent, signedPoints } from '../../data/format.ts';
import { modelName } from '../../data/names.ts';
import type { SeedChoice } from './evidence.ts';
import { verdictWords } from './verdict-words.ts';

type Props = { captions: readonly CaptionQuality[]; seed: SeedChoice; sources: readonly string[] };

export function MatchedLengthTable({ captions, seed, sources }: Props) {
  const rows = sources
    .flatMap((source) => captions.filter((one) => one.source === source))
    .filter((one) => one.matchedLength !== null && (seed === null || one.seed === seed));
  if (rows.length === 0) return null;
  const isSeveral = new Set(rows.map((one) => one.seed)).size > 1;
  return (
    <details className="fold">
      <summary>Hallucination at matched length</summary>
      <div className="fold-head">
        <p className="small soft">
          Both captions of an image are cut to the words of the shorter one; of the objects mentioned within,
          the share that is not there.
        </p>
        <CopyMenu what="hallucination at matched length" table={() => tableOf(rows)} />
      </div>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Captions</th>
              <th scope="col">Against</th>
              {['Images', 'Words', 'Before, %', 'Now, %', 'Difference', '95 % interval'].map((title) => (
                <th key={title} scope="col" className="figure">
                  {title}
                </th>
              ))}
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ source, seed: own, matchedLength: one }) => {
              if (!one) return null;
              const verdict = verdictWords[one.low > 0 ? 'worse' : one.high < 0 ? 'better' : 'same'];
              return (
                <tr key={`${source} ${own}`}>
                  <th scope="row">
                    {modelName(source)}
                    {isSeveral && <span className="faint">, seed {own}</span>}
                  </th>
                  <td>{modelName(one.against)}</td>
                  <td className="figure">{count(one.n)}</td>
                  <td className="figure">{one.words.toFixed(1)}</td>
                  <td className="figure">{percent(one.before)}</td>
                  <td className="figure">{percent(one.now)}</td>
                  <td className="figure">{signedPoints(one.difference)}</td>
                  <td className="figure">
                    {signedPoints(one.low)} to {signedPoints(one.high)}
                  </td>
                  <td>
                    <Badge tone={verdict.tone}>{verdict.label}</Badge>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}

const tableOf = (rows: readonly CaptionQuality[]): Tabular => ({
  title: 'Hallucination at matched length',
  columns: ['source', 'seed', 'against', 'images', 'words', 'before', 'now', 'difference', 'low', 'high'],
  rows: rows.flatMap(({ source, seed, matchedLength: one }) =>
    one
      ? [
          [
            source,
            seed,
            one.against,
            one.n,
            one.words,
            one.before,
            one.now,
            one.difference,
            one.low,
            one.high,
          ],
        ]
      : [],
  ),
});
