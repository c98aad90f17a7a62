/** Where the judge answers: a kept server, or an address as it is typed. */
import { useId } from 'react';
import type { SavedEndpoint } from '../../../shared/settings-requests.ts';
import { SavedServerSelect } from '../../components/saved-server-select.tsx';

export interface Asked {
  readonly url: string;
  readonly model: string;
  readonly key: string;
  /** Whose fields these are; null once something else is typed. */
  readonly server: SavedEndpoint | null;
}

export const nobody: Asked = { url: '', model: '', key: '', server: null };

/** As the engine is asked; a kept server's pace comes with it. */
export function endpointOf({ url, model, key, server }: Asked) {
  const { name: _, ...kept } = server ?? { name: null };
  const typed = { url: url.trim(), model: model.trim(), ...(key.trim() ? { key: key.trim() } : {}) };
  return { ...kept, ...typed, kind: 'endpoint' as const };
}

type Props = { asked: Asked; onChange: (asked: Asked) => void };

export function EndpointFields({ asked, onChange }: Props) {
  const id = useId();
  const field = (name: 'url' | 'model' | 'key') => ({
    id: `${id}-${name}`,
    className: 'field',
    spellCheck: false,
    value: asked[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      onChange({ ...asked, [name]: value, server: null }),
  });
  return (
    <>
      <SavedServerSelect
        isChosen={({ name }) => name === asked.server?.name}
        onChoose={(server) =>
          onChange({ url: server.url, model: server.model, key: server.key ?? '', server })
        }
      />
      <div>
        <label htmlFor={`${id}-url`}>Address</label>
        <input {...field('url')} type="url" required placeholder="http://127.0.0.1:8000/v1" />
      </div>
      <div>
        <label htmlFor={`${id}-model`}>Model</label>
        <input {...field('model')} required />
      </div>
      <div>
        <label htmlFor={`${id}-key`}>Key’s name, if it wants one</label>
        <input {...field('key')} pattern="[a-z][a-z0-9\-]*" />
      </div>
    </>
  );
}
