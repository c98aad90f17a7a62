import { AnotherModel } from './another-model.tsx';
import { Choice, Choices } from './choice.tsx';
import { type Draft, writesAlready } from './draft.ts';
import type { StepProps } from './steps.tsx';
import { TrainedFrom } from './trained-from.tsx';

interface Way<Captioner = Draft['captioner']> {
  readonly captioner: Captioner;
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

/** Models that are there already. */
export const another: readonly Way<Draft['other']>[] = [
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
export function ModelStep(props: StepProps) {
  const { draft, onChange } = props;
  const alone = draft.goal === 'recaption';
  return (
    <>
      {!alone && <TrainedFrom {...props} />}
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
          </Choice>
        ))}
      </Choices>
      {writesAlready(draft) && !alone && (
        <p className="small soft">
          In rounds this is distillation from another model, not self-augmentation (section 3.1); the report
          says so.
        </p>
      )}
      <AnotherModel {...props} kind={draft.captioner} />
    </>
  );
}
