/** A server's fields, new or changed. What a key is stays in the key store; here stands only its name. */
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import type { SavedEndpoint } from '../../../shared/settings-requests.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ask } from '../../data/ask.ts';
import { keyOf } from '../../data/queries.ts';
import { serverOf } from './server-of.ts';

type Props = {
  server: SavedEndpoint | null;
  busy: boolean;
  error: Error | null;
  onSave: (server: SavedEndpoint) => void;
  onClose: () => void;
};

export function ServerForm({ server, busy, error, onSave, onClose }: Props) {
  const keysId = useId();
  // It opens where it was asked for, and is typed into at once.
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const { data } = useQuery({ queryKey: keyOf('keys.list', {}), queryFn: () => ask('keys.list', {}) });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onSave(serverOf(new FormData(event.currentTarget), server));
  };
  return (
    <form
      className="server-form"
      onSubmit={submit}
      autoComplete="off"
      aria-label={server ? `Change ${server.name}` : 'A new server'}
    >
      <Field label="Name">
        <input
          ref={first}
          className="field"
          name="name"
          required
          maxLength={50}
          defaultValue={server?.name}
          placeholder="Lab server"
        />
      </Field>
      <Field label="Address, up to /v1">
        <input
          className="field"
          name="url"
          type="url"
          required
          pattern="https?://.+"
          maxLength={500}
          defaultValue={server?.url}
          placeholder="http://127.0.0.1:8000/v1"
          spellCheck={false}
        />
      </Field>
      <Field label="Model as the server calls it">
        <input
          className="field"
          name="model"
          required
          maxLength={200}
          defaultValue={server?.model}
          placeholder="Qwen/Qwen3-VL-8B-Instruct"
          spellCheck={false}
        />
      </Field>
      <Field label="Name of its key, where it wants one">
        <input
          className="field"
          name="key"
          list={keysId}
          pattern="[a-z][a-z0-9\-]*"
          title="Small letters, digits and hyphens, as in my-server"
          defaultValue={server?.key}
          placeholder="stored below, as my-server"
          spellCheck={false}
        />
        <datalist id={keysId}>
          {data?.keys.map(({ name }) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </Field>
      <Field label="Requests in flight">
        <input
          className="field"
          name="inFlight"
          type="number"
          required
          min={1}
          max={256}
          defaultValue={server?.inFlight ?? 8}
        />
      </Field>
      <Field label="At most, a minute">
        <input
          className="field"
          name="requestsPerMinute"
          type="number"
          min={1}
          max={1e6}
          defaultValue={server?.requestsPerMinute}
          placeholder="no bound"
        />
      </Field>
      <Field label="USD for a million tokens read">
        <input
          className="field"
          name="priceRead"
          type="number"
          min={0}
          max={10_000}
          step="any"
          defaultValue={server?.price?.input}
          placeholder="not said"
        />
      </Field>
      <Field label="USD for a million written">
        <input
          className="field"
          name="priceWritten"
          type="number"
          min={0}
          max={10_000}
          step="any"
          defaultValue={server?.price?.output}
          placeholder="not said"
        />
      </Field>
      <label className="server-check">
        <input type="checkbox" name="logProbabilities" defaultChecked={server?.logProbabilities ?? true} />{' '}
        Ask for log-probabilities, which some servers refuse
      </label>
      <ErrorNotice error={error} />
      <footer>
        <Button type="submit" kind="primary" busy={busy}>
          {server ? 'Save' : 'Keep this server'}
        </Button>
        <Button onClick={onClose}>Never mind</Button>
      </footer>
    </form>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: its control is among the children
    <label>
      {label}
      {children}
    </label>
  );
}
