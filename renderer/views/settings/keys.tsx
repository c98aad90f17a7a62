/** Keys of caption servers: in the system's key store, set and forgotten here, never shown. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { KeyState } from '../../../shared/library-requests.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorNotice, Notice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { ask } from '../../data/ask.ts';
import { keyOf } from '../../data/queries.ts';

export function Keys() {
  const client = useQueryClient();
  const listed = keyOf('keys.list', {});
  const { data, error, isPending } = useQuery({ queryKey: listed, queryFn: () => ask('keys.list', {}) });
  const onSettled = () => client.invalidateQueries({ queryKey: listed });
  const save = useMutation({
    mutationFn: (one: { name: string; key: string }) => ask('keys.set', one),
    onSettled,
    // What was typed is not kept for a look at it later.
    gcTime: 0,
  });
  const forget = useMutation({ mutationFn: (name: string) => ask('keys.forget', { name }), onSettled });
  const [forgetting, setForgetting] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Error | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setRefusal(null);
    const form = event.currentTarget;
    const values = new FormData(form);
    save.mutate(
      { name: String(values.get('name')).trim(), key: String(values.get('key')) },
      { onSuccess: () => form.reset(), onError: setRefusal, onSettled: () => save.reset() },
    );
  };
  return (
    <Card
      title="Keys of caption servers"
      about="They lie in the system’s key store and nowhere else. A plan calls one by its name; no view, log or report ever shows it."
      actions={
        data &&
        data.keys.length > 0 && <CopyMenu what="which keys there are" table={() => tableOf(data.keys)} />
      }
    >
      <ErrorNotice error={error ?? refusal ?? forget.error} />
      {data?.problem && (
        <Notice tone="warn" title="This machine has no key store that can be used">
          {data.problem}
        </Notice>
      )}
      {isPending && <Skeleton height="4rem" />}
      {data && data.keys.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">State</th>
              <th scope="col">Called by</th>
              <th scope="col">
                <span className="unseen">Forget</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.keys.map((key) => (
              <KeyRow key={key.name} state={key} onForget={() => setForgetting(key.name)} />
            ))}
          </tbody>
        </table>
      )}
      {data?.keys.length === 0 && <p className="soft">No key is stored and no plan calls one.</p>}
      <form className="key-form" onSubmit={submit} autoComplete="off">
        <label>
          Name in plans
          <input
            className="field"
            name="name"
            required
            pattern="[a-z][a-z0-9\-]*"
            title="Small letters, digits and hyphens, as in my-server"
            maxLength={50}
            placeholder="my-server"
            spellCheck={false}
          />
        </label>
        <label>
          Key
          <input
            className="field"
            name="key"
            type="password"
            required
            maxLength={4096}
            autoComplete="new-password"
          />
        </label>
        <Button type="submit" icon="key" busy={save.isPending}>
          Store
        </Button>
      </form>
      <ConfirmDialog
        open={forgetting !== null}
        title={`Forget the key ${forgetting ?? ''}?`}
        confirm="Forget it"
        danger
        onConfirm={() => forgetting && forget.mutate(forgetting)}
        onClose={() => setForgetting(null)}
      >
        It is taken out of the key store. Runs that call it cannot write captions until it is set again.
      </ConfirmDialog>
    </Card>
  );
}

/** Names and states: the keys themselves never reach this window. */
const tableOf = (keys: readonly KeyState[]) => ({
  title: 'Keys of caption servers',
  columns: ['name', 'state', 'called by'],
  rows: keys.map(({ name, stored, usedBy }) => [name, stored ? 'stored' : 'missing', usedBy.join(', ')]),
});

function KeyRow({ state: { name, stored, usedBy }, onForget }: { state: KeyState; onForget: () => void }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{stored ? <Badge tone="good">Stored</Badge> : <Badge tone="warn">Missing</Badge>}</td>
      <td className="soft wrap">{usedBy.join(', ') || 'no experiment'}</td>
      <td>
        {stored && (
          <Button size="small" kind="quiet" aria-label={`Forget the key ${name}`} onClick={onForget}>
            Forget
          </Button>
        )}
      </td>
    </tr>
  );
}
