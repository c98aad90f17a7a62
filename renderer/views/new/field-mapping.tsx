/** How a folder's records are read: the format and which field is what, as told by their content, and corrected here. */
import type { DataPreview, FormatName, Mapping } from '../../../shared/data.ts';
import { Button } from '../../components/button.tsx';

export interface Corrected {
  /** What is read: the folder, or the part of it that is for pretraining. */
  readonly path: string;
  readonly format?: FormatName | undefined;
  readonly mapping: Partial<Mapping>;
}

const roles = [
  { member: 'image', title: 'Picture' },
  { member: 'text', title: 'Text' },
  { member: 'conversations', title: 'Conversation' },
  { member: 'question', title: 'Question' },
  { member: 'answer', title: 'Answer' },
] as const;

const none = '';

type Props = {
  preview: DataPreview;
  corrected: Corrected | undefined;
  onCorrect: (corrected: Corrected | undefined) => void;
};

export function FieldMapping({ preview, corrected, onCorrect }: Props) {
  const { found, others, fields, mapping, folder } = preview;
  if (fields.length === 0 && others.length === 0) return null;
  const now: Corrected = corrected ?? { path: folder, mapping: {} };
  return (
    <fieldset className="mapping">
      <legend>Read as</legend>
      <div className="new-fields">
        {others.length > 0 && (
          <label>
            Format
            <select
              className="field"
              value={found.format}
              // Another format has other fields: what was corrected does not hold for them.
              onChange={({ currentTarget: { value } }) =>
                onCorrect({ path: folder, format: value as FormatName, mapping: {} })
              }
            >
              {[found, ...others].map(({ format, title }) => (
                <option key={format} value={format}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        )}
        {fields.length > 0 &&
          roles.map(({ member, title }) => (
            <label key={member}>
              {title}
              <select
                className="field"
                value={mapping[member] ?? none}
                onChange={({ currentTarget: { value } }) =>
                  onCorrect({ ...now, mapping: { ...now.mapping, [member]: value === none ? null : value } })
                }
              >
                <option value={none}>no field</option>
                {fields.map(({ name, example }) => (
                  <option key={name} value={name}>
                    {example ? `${name}: ${example.slice(0, 40)}` : name}
                  </option>
                ))}
              </select>
            </label>
          ))}
      </div>
      {corrected && (
        <p className="small soft">
          Corrected by hand: the plan names this as one source of pretraining images. Instruction data and
          benchmarks beside it are named as further sources in the plan’s document.{' '}
          <Button size="small" kind="quiet" onClick={() => onCorrect(undefined)}>
            As its content tells
          </Button>
        </p>
      )}
    </fieldset>
  );
}
