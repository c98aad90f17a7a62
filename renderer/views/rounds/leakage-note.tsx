/** What training has seen of the benchmarks, as it was found before training. */
import type { Leakage } from '../../../shared/leakage.ts';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { count } from '../../data/format.ts';
import { benchmarkTitle } from '../../data/names.ts';

export function LeakageNote({ leakage }: { leakage: Leakage }) {
  const { benchmarks, distance, excluded } = leakage;
  if (benchmarks.length === 0) return null;
  return (
    <section className="part" aria-labelledby="leakage">
      <header className="part-head">
        <div>
          <h2 id="leakage">Leakage</h2>
          <p className="small soft">
            What models are judged on, looked for in what they learn from before training: the same file,
            pictures that differ in {distance} of 64 bits or fewer, thirteen words in a row.{' '}
            {excluded > 0 ? `${count(excluded)} images were left out of training.` : 'Nothing was left out.'}
          </p>
        </div>
        <CopyMenu what="leakage" table={() => tableOf(benchmarks)} />
      </header>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Benchmark</th>
              {['Images', 'Same file', 'Near', 'Questions', 'Of 13 words', 'Text'].map((title) => (
                <th key={title} scope="col" className="figure">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {benchmarks.map(({ benchmark, images, exact, near, items, comparable, text }) => (
              <tr key={benchmark}>
                <th scope="row">{benchmark === 'held-out' ? 'Held out' : benchmarkTitle(benchmark)}</th>
                <td className="figure">{count(images)}</td>
                <td className="figure">{count(exact)}</td>
                <td className="figure">{count(near)}</td>
                <td className="figure">{count(items)}</td>
                <td className="figure">{count(comparable)}</td>
                <td className="figure">{count(text)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const tableOf = (benchmarks: Leakage['benchmarks']): Tabular => ({
  title: 'Benchmarks found in training',
  columns: ['benchmark', 'images', 'same file', 'near', 'questions', 'of 13 words', 'text'],
  rows: benchmarks.map(({ benchmark, images, exact, near, items, comparable, text }) => [
    ...[benchmark, images, exact, near, items, comparable, text],
  ]),
});
