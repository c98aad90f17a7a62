/** Files that say what is in the user's own images: people's annotations, a detector's results, or both. */
import { Button } from '../../components/button.tsx';
import { ask } from '../../data/ask.ts';
import { Field } from './fields.tsx';
import type { StepProps } from './steps.tsx';
import { useBrings } from './use-brings.ts';

const files = [
  {
    member: 'instances',
    label: 'Annotations (COCO)',
    about: 'Images, categories and the objects that people have marked.',
  },
  {
    member: 'detections',
    label: 'Detections',
    about: 'A detector’s results: a list of image_id, category_id, bbox and score.',
  },
] as const;

export function ObjectTruthFields({ draft, onChange }: Pick<StepProps, 'draft' | 'onChange'>) {
  const brings = useBrings(draft.data);
  if (draft.data.kind !== 'folder') return null;
  const { objectTruth } = draft;
  const change = (changes: Partial<typeof objectTruth>): void =>
    onChange((before) => ({ ...before, objectTruth: { ...before.objectTruth, ...changes } }));
  const choose = async (member: 'instances' | 'detections'): Promise<void> => {
    const { path } = await ask('window.chooseFile', { purpose: member });
    if (path) change({ [member]: path });
  };
  return (
    <fieldset className="mapping object-truth">
      <legend>What is in the images</legend>
      <p className="small soft">
        {brings?.objectTruth
          ? 'The folder says it itself, in truth/. Files named here are taken instead.'
          : 'Object precision and recall, CHAIR and hallucination at matched length need to know it; without a file captions are told without them. An image that the files do not name is not judged.'}
      </p>
      <div className="new-fields">
        {files.map(({ member, label, about }) => (
          <div key={member} className="truth-file">
            <Field
              label={label}
              value={objectTruth[member]}
              placeholder={`/data/${member}.json`}
              onChange={(path) => change({ [member]: path.trim() })}
            />
            <p className="small soft">{about}</p>
            <Button
              size="small"
              icon="folder"
              aria-label={`Choose a file of ${member}`}
              onClick={() => void choose(member)}
            >
              Choose a file…
            </Button>
          </div>
        ))}
        {objectTruth.detections !== '' && (
          <label>
            Lowest score
            <input
              className="field"
              type="number"
              required
              min={0}
              max={1}
              step="any"
              value={objectTruth.minimumScore}
              onChange={({ currentTarget: { valueAsNumber } }) => {
                if (valueAsNumber >= 0 && valueAsNumber <= 1) change({ minimumScore: valueAsNumber });
              }}
            />
            <span className="soft small">Detections below it do not count.</span>
          </label>
        )}
      </div>
    </fieldset>
  );
}
