/** Asks a model on a server to judge: how far it has come, how to stop it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { ask } from '../../data/ask.ts';
import { count } from '../../data/format.ts';
import { onPaced } from '../../data/on-paced.ts';
import { EndpointFields, endpointOf, nobody } from './endpoint-fields.tsx';

interface Progress {
  readonly judge: string;
  readonly done: number;
  readonly total: number;
}

export function AskModel({ path }: { path: string }) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [asked, setAsked] = useState(nobody);
  const client = useQueryClient();
  useEffect(
    () =>
      // Also of one that was begun before this page was left and come back to.
      onPaced('judge.progress', ({ path: of, judge, done, total }) => {
        if (of === path) setProgress(done < total ? { judge, done, total } : null);
      }),
    [path],
  );
  const asking = useMutation({
    mutationFn: (form: FormData) =>
      ask('judge.ask', {
        path,
        endpoint: endpointOf(asked),
        pairs: Number(form.get('pairs')),
        scores: Number(form.get('scores')),
      }),
    onSettled: () => {
      setProgress(null);
      for (const name of ['judge.get', 'judge.results']) void client.invalidateQueries({ queryKey: [name] });
    },
  });
  const stop = useMutation({ mutationFn: () => ask('judge.stop', { path }) });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    asking.mutate(new FormData(event.currentTarget));
  };
  const busy = asking.isPending || progress !== null;
  return (
    <Card
      title="Ask a judge model"
      about="Any server that speaks the chat protocol of OpenAI. Pictures and captions are sent to it. What it has answered before is not asked again."
    >
      <form className="judge-ask" onSubmit={submit}>
        <EndpointFields asked={asked} onChange={setAsked} />
        <Field label="Pairs for each two sources">
          {(id) => (
            <input
              id={id}
              className="field"
              name="pairs"
              type="number"
              min={0}
              max={10_000}
              defaultValue={50}
              required
            />
          )}
        </Field>
        <Field label="Images to score">
          {(id) => (
            <input
              id={id}
              className="field"
              name="scores"
              type="number"
              min={0}
              max={10_000}
              defaultValue={50}
              required
            />
          )}
        </Field>
        <Button type="submit" busy={busy}>
          Ask
        </Button>
      </form>
      {busy && (
        <div className="judge-asking" role="status">
          <ProgressBar
            value={progress ? progress.done / Math.max(1, progress.total) : 0}
            label="Questions answered"
          />
          <span className="small soft">
            {progress ? `${count(progress.done)} of ${count(progress.total)} questions` : 'Beginning'}
          </span>
          <Button size="small" icon="stop" busy={stop.isPending} onClick={() => stop.mutate()}>
            Stop
          </Button>
        </div>
      )}
      <ErrorNotice error={asking.error} />
      {asking.data && !busy && (
        <p className="small soft" role="status">
          {count(asking.data.asked)} questions asked, {count(asking.data.known)} answered before,{' '}
          {count(asking.data.failed)} without an answer.
        </p>
      )}
    </Card>
  );
}

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
