import { useId } from 'react';
import { Button } from '../../components/button.tsx';
import { ask } from '../../data/ask.ts';
import { usePresets } from '../../data/queries.ts';
import { sortedPresets } from '../welcome/use-start.ts';
import { Choice, Choices } from './choice.tsx';
import { type Draft, withBase, withGoal } from './draft.ts';
import { FolderPreview } from './folder-preview.tsx';
import type { StepProps } from './steps.tsx';

export const goals: readonly { goal: Draft['goal']; title: string; about: string }[] = [
  {
    goal: 'reproduce',
    title: 'Reproduce the tables',
    about:
      'Three rounds, all specialists and the final generalist: what the paper’s tables 1, 3 and 4 are made of, from your own data.',
  },
  {
    goal: 'captions',
    title: 'Improve my captions',
    about:
      'Rounds until the stop rule sees no further gain, held against the same compute on the same data (the paper’s table 9).',
  },
  {
    goal: 'specialists',
    title: 'Add specialists',
    about:
      'One round, then specialists for skills that captions lack: where things are, boxes, text in pictures.',
  },
  {
    goal: 'recaption',
    title: 'Just recaption',
    about: 'Train once, recaption every pretraining image once, train on that. The shortest loop there is.',
  },
];

/** A base brings its own numbers of rounds and seeds, its arms and its controls. */
const chooseBase = async (base: string, onChange: StepProps['onChange']): Promise<void> => {
  const { plan } = await ask('plan.preview', { preset: base });
  onChange((before) => withBase(before, plan));
};

export function GoalStep({ draft, onChange }: StepProps) {
  const { data: presets = [] } = usePresets();
  const { tables } = sortedPresets(presets);
  const table = tables.some(({ name }) => name === draft.base) ? draft.base : '';
  return (
    <>
      <Choices legend="Goal">
        {goals.map(({ goal, title, about }) => (
          <Choice
            key={goal}
            name="goal"
            value={goal}
            checked={draft.goal === goal}
            title={title}
            onChange={() => onChange(withGoal(draft, goal))}
          >
            {about}
          </Choice>
        ))}
      </Choices>
      {draft.goal === 'reproduce' && tables.length > 0 && (
        <label className="new-table">
          <b>Which of them</b>
          <select
            className="field"
            value={table}
            onChange={({ currentTarget: { value } }) => void chooseBase(value || 'demo', onChange)}
          >
            <option value="">All that three rounds and three specialists give</option>
            {tables.map(({ name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
          <span className="soft small">{tables.find(({ name }) => name === table)?.description}</span>
        </label>
      )}
    </>
  );
}

export function DataStep({ draft, onChange }: StepProps) {
  const { data: presets = [] } = usePresets();
  const { first, tables } = sortedPresets(presets);
  // The table that was chosen with the goal stands among them.
  const shown = [...tables.filter(({ name }) => name === draft.base), ...first];
  const choose = async (): Promise<void> => {
    const { path } = await ask('window.chooseFolder', { purpose: 'images' });
    if (path) onChange({ data: { kind: 'folder', path } });
  };
  const folder = draft.data.kind === 'folder' ? draft.data.path : null;
  return (
    <>
      <Choices legend="Images">
        <Choice
          name="data"
          value="world"
          checked={folder === null}
          title="Emoji World"
          onChange={() => onChange({ data: { kind: 'world' } })}
        >
          Drawn by Squared: scenes whose truth is known, with web-like alt text that is short, coarse and 15 %
          wrong.
        </Choice>
        <Choice
          name="data"
          value="folder"
          checked={folder !== null}
          title="A folder of my own"
          onChange={() => void choose()}
        >
          Images with a .txt beside each, or LLaVA JSON. Instruction data, specialists’ lessons and benchmarks
          are optional.
        </Choice>
      </Choices>
      {folder !== null && (
        <>
          <p className="new-folder">
            <code>{folder}</code>
            <Button size="small" icon="folder" onClick={choose}>
              Another folder…
            </Button>
          </p>
          <FolderPreview folder={folder} />
        </>
      )}
      <Choices legend="Size and training of">
        {shown.map(({ name, title, description }) => (
          <Choice
            key={name}
            name="base"
            value={name}
            checked={draft.base === name}
            title={title}
            onChange={() => void chooseBase(name, onChange)}
          >
            {description}
          </Choice>
        ))}
      </Choices>
    </>
  );
}

export function ModelStep({ draft, onChange }: StepProps) {
  const change = (endpoint: Partial<Draft['endpoint']>): void =>
    onChange({ endpoint: { ...draft.endpoint, ...endpoint } });
  return (
    <>
      <p className="page-lead">
        <b>pico</b>, 1.7 million weights, a SmolVLM that stock Transformers opens. It ships with Squared, was
        pretrained on Emoji World only, and fits any machine’s memory; do not expect good captions of
        photographs from it.
      </p>
      <Choices legend="Captions are written by">
        <Choice
          name="captioner"
          value="torch"
          checked={draft.captioner === 'torch'}
          title="The model itself, on PyTorch"
          onChange={() => onChange({ captioner: 'torch' })}
        >
          From the images’ cached features; on the GPU where there is one. The paper’s way: the model augments
          itself.
        </Choice>
        <Choice
          name="captioner"
          value="onnx-fp32"
          checked={draft.captioner === 'onnx-fp32'}
          title="The model itself, on ONNX Runtime"
          onChange={() => onChange({ captioner: 'onnx-fp32' })}
        >
          Exported first and held to stock Transformers on 64 images, then run from the image files.
        </Choice>
        <Choice
          name="captioner"
          value="onnx-int8"
          checked={draft.captioner === 'onnx-int8'}
          title="The same with eight-bit weights"
          onChange={() => onChange({ captioner: 'onnx-int8' })}
        >
          Smaller and faster, and not quite the same; how much it changes is measured and told.
        </Choice>
        <Choice
          name="captioner"
          value="endpoint"
          checked={draft.captioner === 'endpoint'}
          title="Another model on a server"
          onChange={() => onChange({ captioner: 'endpoint' })}
        >
          Any server that speaks OpenAI’s chat protocol. That is distillation, not self-augmentation, and the
          report says so.
        </Choice>
      </Choices>
      {draft.captioner === 'endpoint' && (
        <div className="new-fields">
          <Field
            label="Address, up to /v1"
            value={draft.endpoint.url}
            placeholder="http://127.0.0.1:8000/v1"
            onChange={(url) => change({ url })}
          />
          <Field
            label="Model as the server calls it"
            value={draft.endpoint.model}
            placeholder="Qwen/Qwen3-VL-8B-Instruct"
            onChange={(model) => change({ model })}
          />
          <Field
            label="Name of its key in Settings, where it wants one"
            value={draft.endpoint.key}
            placeholder="my-server"
            onChange={(key) => change({ key })}
          />
        </div>
      )}
    </>
  );
}

type FieldProps = { label: string; value: string; placeholder: string; onChange: (value: string) => void };

function Field({ label, value, placeholder, onChange }: FieldProps) {
  return (
    <label>
      {label}
      <input
        className="field"
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        maxLength={500}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </label>
  );
}

export function RoundsStep({ draft, base, onChange }: StepProps) {
  const prompts = useId();
  return (
    <>
      <div className="new-fields">
        <WholeNumber
          label="Rounds"
          about="The paper’s gains end after three; the fourth saturates (table 3)."
          value={draft.rounds}
          min={0}
          max={10}
          onChange={(rounds) => onChange({ rounds })}
        />
        <WholeNumber
          label="Seeds"
          about="Each is the whole experiment once more; only several tell a gain from chance in training."
          value={draft.seeds}
          min={1}
          max={10}
          onChange={(seeds) => onChange({ seeds })}
        />
      </div>
      <Choices legend="After each round">
        <Choice
          name="stop"
          value="record"
          checked={!draft.enforceStop}
          title="Judge it, and go on whatever the verdict"
          onChange={() => onChange({ enforceStop: false })}
        >
          So that a plateau can be seen.
        </Choice>
        <Choice
          name="stop"
          value="enforce"
          checked={draft.enforceStop}
          title="End the rounds when none of the benchmarks gains"
          onChange={() => onChange({ enforceStop: true })}
        >
          Paired tests on identical questions, with Holm’s correction over the benchmarks.
        </Choice>
      </Choices>
      <Choices legend="The next model reads">
        <Choice
          name="template"
          value="concatenated"
          checked={draft.template === 'concatenated'}
          title="The original caption and the recaption"
          onChange={() => onChange({ template: 'concatenated' })}
        >
          Better than the recaption alone in the paper (table 2): names and facts of the alt text stay.
        </Choice>
        <Choice
          name="template"
          value="recaption"
          checked={draft.template === 'recaption'}
          title="The recaption alone"
          onChange={() => onChange({ template: 'recaption' })}
        >
          For alt text that is worth nothing.
        </Choice>
      </Choices>
      <label className="new-prompts" htmlFor={prompts}>
        <b>Prompts</b>
        <span className="soft small">
          One a line; one of them is drawn for each image. Long prompts help, a brief one does not (table 2).
          Left empty, the recipe’s own are used.
        </span>
      </label>
      <textarea
        id={prompts}
        className="field"
        rows={4}
        value={draft.prompts}
        placeholder={base.longPrompts.map((one) => (typeof one === 'string' ? one : one.text)).join('\n')}
        onChange={({ currentTarget }) => onChange({ prompts: currentTarget.value })}
      />
    </>
  );
}

type NumberProps = {
  label: string;
  about: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
};

function WholeNumber({ label, about, value, min, max, onChange }: NumberProps) {
  return (
    <label>
      {label}
      <input
        className="field"
        type="number"
        required
        min={min}
        max={max}
        value={value}
        onChange={({ currentTarget: { valueAsNumber } }) => {
          if (Number.isInteger(valueAsNumber)) onChange(Math.min(max, Math.max(min, valueAsNumber)));
        }}
      />
      <span className="soft small">{about}</span>
    </label>
  );
}
