import { useQuery } from '@tanstack/react-query';
import type { WeighedModel } from '../../../shared/memory-requests.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/error-notice.tsx';
import { ask } from '../../data/ask.ts';
import { keyOf } from '../../data/queries.ts';
import { Choice, Choices } from './choice.tsx';
import type { Draft } from './draft.ts';
import { Field } from './fields.tsx';
import { ModelNeeds } from './model-needs.tsx';
import type { StepProps } from './steps.tsx';
import { TrainedModelSelect, useTrainedModels } from './trained-model-select.tsx';

interface Way {
  readonly captioner: Draft['captioner'];
  readonly title: string;
  readonly about: string;
}

/** The model that the experiment trains. */
const itself: readonly Way[] = [
  {
    captioner: 'torch',
    title: 'The model itself, on PyTorch',
    about:
      'From the images’ cached features; on the GPU where there is one. The paper’s way: the model augments itself (section 3.1).',
  },
  {
    captioner: 'onnx-fp32',
    title: 'The model itself, on ONNX Runtime',
    about: 'Exported first and held to stock Transformers on 64 images, then run from the image files.',
  },
  {
    captioner: 'onnx-int8',
    title: 'The same with eight-bit weights',
    about: 'Smaller and faster, and not quite the same; how much it changes is measured and told.',
  },
];

/** Models that are there already. With them rounds are distillation, which the paper’s method is not. */
const another: readonly Way[] = [
  {
    captioner: 'checkpoint',
    title: 'A model that an experiment has trained',
    about: 'Its checkpoint, on PyTorch. For images other than those it was trained on.',
  },
  {
    captioner: 'folder',
    title: 'A SmolVLM in a local folder',
    about: 'In ONNX, laid out as the model hub has it; larger and better on photographs than pico.',
  },
  {
    captioner: 'endpoint',
    title: 'Another model on a server',
    about: 'Any server that speaks OpenAI’s chat protocol.',
  },
];
const distilled =
  ' Used in rounds that is distillation, not self-augmentation (the paper’s sections 3.1 and 4), and the report says so.';

export function ModelStep(props: StepProps) {
  const { draft, onChange } = props;
  const alone = draft.goal === 'recaption';
  return (
    <>
      {!alone && (
        <>
          <p className="page-lead">
            <b>pico</b> is a SmolVLM that stock Transformers opens. It ships with Squared and was pretrained
            on Emoji World only; do not expect good captions of photographs from it. Every generalist is
            trained from it.
          </p>
          <ModelNeeds model={{ kind: 'shipped' }} name="pico" />
        </>
      )}
      <Choices legend="Captions are written by">
        {[...(alone ? [] : itself), ...another].map(({ captioner, title, about }) => (
          <Choice
            key={captioner}
            name="captioner"
            value={captioner}
            checked={draft.captioner === captioner}
            title={title}
            onChange={() => onChange({ captioner })}
          >
            {about}
            {!alone && another.some((one) => one.captioner === captioner) && distilled}
          </Choice>
        ))}
      </Choices>
      {draft.captioner === 'checkpoint' && <TrainedModel {...props} />}
      {draft.captioner === 'folder' && <LocalFolder {...props} />}
      {draft.captioner === 'endpoint' && <Server {...props} />}
    </>
  );
}

function TrainedModel({ draft: { checkpoint }, onChange }: StepProps) {
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

function LocalFolder({ draft: { modelFolder }, onChange }: StepProps) {
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

function Server({ draft: { endpoint }, onChange }: StepProps) {
  const { data } = useQuery({ queryKey: keyOf('keys.list', {}), queryFn: () => ask('keys.list', {}) });
  const change = (changes: Partial<Draft['endpoint']>): void =>
    onChange({ endpoint: { ...endpoint, ...changes } });
  const known = data?.keys.filter(({ stored }) => stored).map(({ name }) => name) ?? [];
  return (
    <>
      <div className="new-fields">
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
      <p className="small soft">The model takes its server’s memory, and none of this machine’s.</p>
    </>
  );
}
