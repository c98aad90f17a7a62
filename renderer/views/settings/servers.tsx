/** Servers that captions and judgements are asked of, kept under names: tried, changed, forgotten. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SavedEndpoint } from '../../../shared/settings-requests.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { savedServersKey, useSavedServers } from '../../components/saved-server-select.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ask } from '../../data/ask.ts';
import { keyOf } from '../../data/queries.ts';
import { ServerForm } from './server-form.tsx';
import { ServerTable } from './server-table.tsx';

/** What the form is about: a new one, or one that is there. */
type Editing = { server: SavedEndpoint | null };

export function Servers() {
  const client = useQueryClient();
  const { data, error, isPending, refetch } = useSavedServers();
  const [editing, setEditing] = useState<Editing | null>(null);
  const [forgetting, setForgetting] = useState<string | null>(null);
  const now = (servers: SavedEndpoint[]): void => {
    client.setQueryData(savedServersKey, servers);
    void client.invalidateQueries({ queryKey: keyOf('keys.list', {}) });
  };
  const save = useMutation({
    mutationFn: (endpoint: SavedEndpoint) =>
      ask('endpoints.save', { endpoint, replaces: editing?.server?.name ?? null }),
    onSuccess: (servers) => {
      now(servers);
      setEditing(null);
    },
  });
  const forget = useMutation({
    mutationFn: (name: string) => ask('endpoints.remove', { name }),
    onSuccess: now,
  });
  const edit = (next: Editing | null): void => {
    save.reset();
    setEditing(next);
  };
  return (
    <Card
      title="Servers"
      about="Any that speaks the chat protocol of OpenAI. They are offered wherever an experiment or a judge asks for an address; a plan keeps what it took of them."
      actions={
        !editing && (
          <Button size="small" icon="plus" onClick={() => edit({ server: null })}>
            Add a server
          </Button>
        )
      }
    >
      <ErrorNotice error={error} onRetry={() => refetch()} />
      <ErrorNotice error={forget.error} />
      {isPending && <Skeleton height="4rem" />}
      {data?.length === 0 && !editing && (
        <p className="soft">
          None is kept. Captions can also be written by the models that are trained here.
        </p>
      )}
      {data && data.length > 0 && (
        <ServerTable servers={data} onEdit={(server) => edit({ server })} onForget={setForgetting} />
      )}
      {editing && (
        <ServerForm
          key={editing.server?.name ?? ''}
          server={editing.server}
          busy={save.isPending}
          error={save.error}
          onSave={(endpoint) => save.mutate(endpoint)}
          onClose={() => edit(null)}
        />
      )}
      <ConfirmDialog
        open={forgetting !== null}
        title={`Forget the server ${forgetting ?? ''}?`}
        confirm="Forget it"
        danger
        onConfirm={() => forgetting && forget.mutate(forgetting)}
        onClose={() => setForgetting(null)}
      >
        Plans that name it hold its address themselves and go on. Its key stays in the key store.
      </ConfirmDialog>
    </Card>
  );
}
