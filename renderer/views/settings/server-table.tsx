/** The kept servers, each tried by one question. */
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SavedEndpoint } from '../../../shared/settings-requests.ts';
import { Button } from '../../components/button.tsx';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { ErrorNotice, Notice } from '../../components/error-notice.tsx';
import { ask } from '../../data/ask.ts';

type Actions = {
  onEdit: (server: SavedEndpoint) => void;
  onForget: (name: string) => void;
};

export function ServerTable({ servers, onEdit, onForget }: Actions & { servers: readonly SavedEndpoint[] }) {
  const test = useMutation({ mutationFn: (endpoint: SavedEndpoint) => ask('endpoints.test', { endpoint }) });
  const { mutate, isPending, variables, data, error } = test;
  const tested = variables?.name;
  const columns = useMemo(
    () => columnsOf({ onEdit, onForget, onTest: mutate, testing: isPending ? (tested ?? null) : null }),
    [onEdit, onForget, mutate, isPending, tested],
  );
  return (
    <>
      <DataTable label="Kept servers" columns={columns} rows={servers} keyOf={({ name }) => name} />
      <ErrorNotice error={error} />
      {data && (
        <Notice tone="plain" icon="check" title={`${tested} answers, in ${data.seconds.toFixed(1)} s`}>
          {`Shown a red square and asked for its colour, it said: “${data.text}”.${
            data.logProbabilities
              ? ''
              : ' It tells no log-probabilities: switch them off for this server, or every caption is asked for in vain.'
          }`}
        </Notice>
      )}
    </>
  );
}

interface Row extends Actions {
  readonly onTest: (server: SavedEndpoint) => void;
  /** The one that is being asked. */
  readonly testing: string | null;
}

const columnsOf = ({ onEdit, onForget, onTest, testing }: Row): DataColumn<SavedEndpoint>[] => [
  { title: 'Name', value: ({ name }) => name },
  {
    title: 'Address and model',
    className: 'wrap',
    value: ({ url }) => url,
    cell: ({ url, model }) => (
      <>
        <code>{url}</code>
        <br />
        <span className="soft">{model}</span>
      </>
    ),
  },
  {
    title: 'Key',
    value: ({ key }) => key ?? null,
    cell: ({ key }) => key ?? <span className="soft">none</span>,
  },
  { title: 'In flight', isFigure: true, value: ({ inFlight }) => inFlight },
  {
    title: 'Price of a million tokens',
    cell: ({ price }) =>
      price ? `${price.input} USD read, ${price.output} written` : <span className="soft">not said</span>,
  },
  {
    title: 'What to do with it',
    head: '',
    className: 'server-actions',
    cell: (server) => (
      <>
        <Button
          size="small"
          icon="pulse"
          aria-label={`Test the connection to ${server.name}`}
          busy={testing === server.name}
          onClick={() => onTest(server)}
        >
          Test
        </Button>
        <Button
          size="small"
          kind="quiet"
          aria-label={`Change the server ${server.name}`}
          onClick={() => onEdit(server)}
        >
          Change
        </Button>
        <Button
          size="small"
          kind="quiet"
          aria-label={`Forget the server ${server.name}`}
          onClick={() => onForget(server.name)}
        >
          Forget
        </Button>
      </>
    ),
  },
];
