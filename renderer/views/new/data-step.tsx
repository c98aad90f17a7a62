import { Button } from '../../components/button.tsx';
import { ask } from '../../data/ask.ts';
import { usePresets } from '../../data/queries.ts';
import { sortedPresets } from '../welcome/use-start.ts';
import { Choice, Choices } from './choice.tsx';
import { chooseBase } from './choose-base.ts';
import { FolderPreview } from './folder-preview.tsx';
import { ObjectTruthFields } from './object-truth-fields.tsx';
import type { StepProps } from './steps.tsx';

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
          Images with a .txt beside each, LLaVA JSON, WebDataset, parquet and nine further formats; what it
          is, its content says. Instruction data, specialists’ lessons and benchmarks are optional.
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
          <FolderPreview
            folder={folder}
            corrected={draft.data.kind === 'folder' ? draft.data.corrected : undefined}
            onCorrect={(corrected) =>
              onChange({ data: { kind: 'folder', path: folder, ...(corrected && { corrected }) } })
            }
          />
          <ObjectTruthFields draft={draft} onChange={onChange} />
        </>
      )}
      <Choices legend={draft.goal === 'recaption' ? 'Size of' : 'Size and training of'}>
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
