import { useMutation } from '@tanstack/react-query';
import type { SavedEndpoint } from '../../../shared/settings-requests.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice, Notice } from '../../components/error-notice.tsx';
import { ask } from '../../data/ask.ts';

type Props = {
  servers: readonly SavedEndpoint[];
  onEdit: (server: SavedEndpoint) => void;
  onForget: (name: string) => void;
};

export function ServerTable({ servers, onEdit, onForget }: Props) {
  const test = useMutation({ mutationFn: (endpoint: SavedEndpoint) => ask('endpoints.test', { endpoint }) });
  const tested = test.variables?.name;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <section className="table-scroll" tabIndex={0} aria-label="Kept servers">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Address and model</th>
              <th scope="col">Key</th>
              <th scope="col" className="figure">
                In flight
              </th>
              <th scope="col">Price of a million tokens</th>
              <th scope="col">
                <span className="unseen">What to do with it</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {servers.map((server) => (
              <tr key={server.name}>
                <th scope="row">{server.name}</th>
                <td className="wrap">
                  <code>{server.url}</code>
                  <br />
                  <span className="soft">{server.model}</span>
                </td>
                <td>{server.key ?? <span className="soft">none</span>}</td>
                <td className="figure">{server.inFlight}</td>
                <td>{priceInWords(server)}</td>
                <td className="server-actions">
                  <Button
                    size="small"
                    icon="pulse"
                    aria-label={`Test the connection to ${server.name}`}
                    busy={test.isPending && tested === server.name}
                    onClick={() => test.mutate(server)}
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
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ErrorNotice error={test.error} />
      {test.data && (
        <Notice tone="plain" icon="check" title={`${tested} answers, in ${test.data.seconds.toFixed(1)} s`}>
          {`Shown a red square and asked for its colour, it said: “${test.data.text}”.${
            test.data.logProbabilities
              ? ''
              : ' It tells no log-probabilities: switch them off for this server, or every caption is asked for in vain.'
          }`}
        </Notice>
      )}
    </>
  );
}

const priceInWords = ({ price }: SavedEndpoint) =>
  price ? `${price.input} USD read, ${price.output} written` : <span className="soft">not said</span>;
