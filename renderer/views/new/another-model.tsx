/** Which model that is there already: a trained one, a local folder, one on a server. */
import { useQuery } from '@tanstack/react-query';
import type { WeighedModel } from '../../../shared/memory-requests.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/error-notice.tsx';
import { SavedServerSelect } from '../../components/saved-server-select.tsx';
import { ask } from '../../data/ask.ts';
import { keyOf } from '../../data/queries.ts';
import { pageHref } from '../../route.ts';
import type { Draft } from './draft.ts';
import { Field } from './fields.tsx';
import { ModelNeeds } from './model-needs.tsx';
import type { StepProps } from './steps.tsx';
import { TrainedModelSelect, useTrainedModels } from './trained-model-select.tsx';

type Props = Pick<StepProps, 'draft' | 'onChange'>;

/** Nothing where the kind is none of these. */
export function AnotherModel({ kind, ...props }: Props & { kind: Draft['captioner'] }) {
  switch (kind) {
    case 'checkpoint':
      return <TrainedModel {...props} />;
    case 'folder':
      return <LocalFolder {...props} />;
    case 'endpoint':
      return <Server {...props} />;
    default:
      return null;
  }
}

function TrainedModel({ draft: { checkpoint }, onChange }: Props) {
  const { data: models, isSuccess } = useTrainedModels();
  if (isSuccess && models.length === 0)
    return (
      <Notice tone="warn" title="No model has been trained yet">
        Run an experiment first, or choose another captioner.
      </Notice>
    );
  return (
    <>
      <TrainedModelSelect
        label="Model"
        value={checkpoint}
        first={[{ value: '', title: 'Choose one…' }]}
        onChange={(folder) => onChange({ checkpoint: folder })}
      />
      {checkpoint && <Needs model={{ kind: 'checkpoint', path: checkpoint }} />}
    </>
  );
}

function LocalFolder({ draft: { modelFolder }, onChange }: Props) {
  const { path, precision } = modelFolder;
  const choose = async (): Promise<void> => {
    const chosen = await ask('window.chooseFolder', { purpose: 'model' });
    if (chosen.path) onChange({ modelFolder: { path: chosen.path, precision } });
  };
  return (
    <>
      <p className="new-folder">
        {path && <code>{path}</code>}
        <Button size="small" icon="folder" onClick={choose}>
          {path ? 'Another folder…' : 'Choose the model’s folder…'}
        </Button>
        <label>
          Weights{' '}
          <select
            className="field"
            value={precision}
            onChange={({ currentTarget: { value } }) =>
              onChange({ modelFolder: { path, precision: value === 'int8' ? 'int8' : 'fp32' } })
            }
          >
            <option value="fp32">single precision</option>
            <option value="int8">eight bits</option>
          </select>
        </label>
      </p>
      {path && <Needs model={{ kind: 'folder', path, precision }} />}
    </>
  );
}

const Needs = ({ model }: { model: Exclude<WeighedModel, { kind: 'shipped' }> }) => (
  <ModelNeeds model={model} name={model.path.split(/[\\/]/).filter(Boolean).at(-1) ?? model.path} />
);

function Server({ draft: { endpoint }, onChange }: Props) {
  const { data } = useQuery({ queryKey: keyOf('keys.list', {}), queryFn: () => ask('keys.list', {}) });
  // What is typed is no longer the kept server.
  const change = (changes: Partial<Draft['endpoint']>): void =>
    onChange({ endpoint: { ...endpoint, server: undefined, ...changes } });
  const known = data?.keys.filter(({ stored }) => stored).map(({ name }) => name) ?? [];
  return (
    <>
      <div className="new-fields">
        <SavedServerSelect
          isChosen={({ name }) => name === endpoint.server?.name}
          onChoose={(server) =>
            change({ url: server.url, model: server.model, key: server.key ?? '', server })
          }
        />
        <Field
          label="Address, up to /v1"
          value={endpoint.url}
          placeholder="http://127.0.0.1:8000/v1"
          onChange={(url) => change({ url })}
        />
        <Field
          label="Model as the server calls it"
          value={endpoint.model}
          placeholder="Qwen/Qwen3-VL-8B-Instruct"
          onChange={(model) => change({ model })}
        />
        <Field
          label="Name of its key in Settings, where it wants one"
          value={endpoint.key}
          placeholder={known[0] ?? 'my-server'}
          onChange={(key) => change({ key })}
        />
      </div>
      <p className="small soft">
        The model takes its server’s memory, and none of this machine’s.{' '}
        <a href={pageHref('settings')}>Settings</a> keeps servers under names and tests them.
      </p>
    </>
  );
}
