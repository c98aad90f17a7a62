/** From round to round: how many questions each gained and lost. A figure leads to the answers behind it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ShownAnswers } from '../../../shared/benchmark-requests.ts';
import type { AnswerChanges } from '../../../shared/changes-requests.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import type { Tabular } from '../../copy/tabular.ts';
import { ask } from '../../data/ask.ts';
import { count } from '../../data/format.ts';
import { benchmarkTitle, modelName } from '../../data/names.ts';
import { type Choices, chainOf } from './choices.ts';

type Props = {
  path: string;
  choices: Choices;
  onChoose: (model: string, against: string, show: ShownAnswers) => void;
};

export function RoundChanges({ path, choices, onChoose }: Props) {
  const { benchmark, seed } = choices;
  const models = chainOf(choices.models);
  const args = { path, benchmark, seed, models };
  const { data, error } = useQuery({
    // Filled while the run goes on: `live.ts` asks again when a model has been evaluated.
    queryKey: ['benchmark.changes', args] as const,
    queryFn: () => ask('benchmark.changes', args),
    enabled: models.length > 1,
    placeholderData: keepPreviousData,
  });
  if (models.length < 2) return null;
  if (!data) return <ErrorNotice error={error} />;
  return (
    <section className="round-changes" aria-labelledby="round-changes-title">
      <header>
        <h3 id="round-changes-title" className="small soft">
          From round to round
        </h3>
        <CopyMenu what="what changed from round to round" table={() => tableOf(data, choices)} />
      </header>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">gained</th>
            <th scope="col">lost</th>
            <th scope="col">net</th>
          </tr>
        </thead>
        <tbody>
          {data.map((one) => (
            <Row
              key={one.model}
              changes={one}
              shown={one.model === choices.model && one.against === choices.against}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type RowProps = { changes: AnswerChanges; shown: boolean; onChoose: Props['onChoose'] };

function Row({ changes, shown, onChoose }: RowProps) {
  const { model, against, gained, lost, bothRight, bothWrong } = changes;
  const names = `${modelName(model)} against ${modelName(against)}`;
  return (
    <tr
      data-shown={shown || undefined}
      title={`${names}: ${count(bothRight)} right by both, ${count(bothWrong)} wrong by both`}
    >
      <th scope="row">{names}</th>
      {(['gained', 'lost'] as const).map((show) => (
        <td key={show}>
          <button
            type="button"
            className="plain-button"
            aria-label={`${names}: ${changes[show]} ${show}`}
            onClick={() => onChoose(model, against, show)}
          >
            {count(changes[show])}
          </button>
        </td>
      ))}
      <td>{signed(gained - lost)}</td>
    </tr>
  );
}

const signed = (value: number): string =>
  value === 0 ? '0' : `${value > 0 ? '+' : '−'}${count(Math.abs(value))}`;

const tableOf = (changes: readonly AnswerChanges[], { benchmark, seed }: Choices): Tabular => ({
  title: `${benchmarkTitle(benchmark)}: questions gained and lost from round to round, seed ${seed}`,
  columns: ['model', 'against', 'gained', 'lost', 'both right', 'both wrong'],
  rows: changes.map((one) => [
    modelName(one.model),
    modelName(one.against),
    one.gained,
    one.lost,
    one.bothRight,
    one.bothWrong,
  ]),
});
