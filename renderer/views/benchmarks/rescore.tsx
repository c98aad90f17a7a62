/** Scores the stored answers anew: a button, the question before it, and what it has changed. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import type { RequestResult } from '../../../shared/requests.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { ask } from '../../data/ask.ts';
import { benchmarkTitle, modelName } from '../../data/names.ts';
import { figureOf, isOther, notesOf, othersFirst, tableOf } from './rescored.ts';

const changedBy = ['benchmark.items', 'benchmark.changes', 'experiment.scores', 'experiment.get'];

/** `refused`: why it cannot be done now. */
export function RescoreButton({ path, refused }: { path: string; refused: string | null }) {
  const [isOpen, setIsOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const client = useQueryClient();
  const rescore = useMutation({
    mutationFn: () => ask('benchmarks.rescore', { path }),
    onSettled: () => {
      for (const name of changedBy) void client.invalidateQueries({ queryKey: [name] });
    },
  });
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const close = (): void => {
    setIsOpen(false);
    if (!rescore.isPending) rescore.reset();
  };
  return (
    <>
      <Button
        kind="quiet"
        size="small"
        icon="redo"
        disabled={refused !== null}
        title={refused ?? undefined}
        onClick={() => setIsOpen(true)}
      >
        Rescore…
      </Button>
      <dialog ref={dialog} className="confirm rescore" aria-labelledby={id} onClose={close}>
        {rescore.data ? (
          <Outcome id={id} result={rescore.data} onClose={close} />
        ) : (
          <>
            <h2 id={id}>Score the stored answers anew?</h2>
            <p>
              Every stored answer is scored by the official rules as they stand now, and the benchmarks’
              figures are told anew. No model is run. Verdicts of the stop rule stand as they were made.
            </p>
            <ErrorNotice error={rescore.error} />
            <footer>
              <Button onClick={close}>Not now</Button>
              <Button kind="primary" busy={rescore.isPending} onClick={() => rescore.mutate()}>
                {rescore.isPending ? 'Scoring' : 'Score anew'}
              </Button>
            </footer>
          </>
        )}
      </dialog>
    </>
  );
}

type Result = RequestResult<'benchmarks.rescore'>;

function Outcome({ id, result, onClose }: { id: string; result: Result; onClose: () => void }) {
  const { rescored, left } = result;
  const others = rescored.filter(isOther).length;
  const seeds = new Set(rescored.map(({ seed }) => seed)).size;
  return (
    <>
      <header className="rescore-head">
        <h2 id={id}>{others === 0 ? 'Nothing changed' : 'Scored anew'}</h2>
        <CopyMenu what="what scoring anew has changed" table={() => tableOf(rescored)} />
      </header>
      <p role="status">
        {others === 0
          ? 'Every stored answer has the score that it had.'
          : `${others} of ${rescored.length} figures changed. The report is as it was until it is written again.`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <section className="rescore-table" tabIndex={0} aria-label="Figures scored anew">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Answers of</th>
              <th scope="col">Benchmark</th>
              <th scope="col" className="figure">
                %
              </th>
              <th scope="col">What changed</th>
            </tr>
          </thead>
          <tbody>
            {othersFirst(rescored).map((one) => (
              <tr key={`${one.seed} ${one.model} ${one.benchmark}`} data-other={isOther(one) || undefined}>
                <th scope="row">
                  {modelName(one.model)}
                  {seeds > 1 && <span className="cell-interval">seed {one.seed}</span>}
                </th>
                <td>{benchmarkTitle(one.benchmark)}</td>
                <td className="figure">{figureOf(one)}</td>
                <td className="soft wrap">{notesOf(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {left.length > 0 && (
        <ul className="small soft">
          {left.map(({ benchmark, why }) => (
            <li key={benchmark}>
              {benchmarkTitle(benchmark)} is left as it was: {why}
            </li>
          ))}
        </ul>
      )}
      <footer>
        <Button kind="primary" onClick={onClose}>
          Done
        </Button>
      </footer>
    </>
  );
}
