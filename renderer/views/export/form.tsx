/** What is exported, how, and where to. */
import { type FormEvent, useState } from 'react';
import type { ExportChoices, ExportFormat, ExportImages, ExportPart } from '../../../shared/export.ts';
import { Button } from '../../components/button.tsx';
import { ask } from '../../data/ask.ts';
import { exportName } from './export-name.ts';
import type { ExportWish } from './use-export.ts';

type Props = {
  experiment: string;
  choices: ExportChoices;
  onExport: (wish: ExportWish) => void;
  onClose: () => void;
};

export function ExportForm({ experiment, choices, onExport, onClose }: Props) {
  const { parts, formats } = choices;
  // The last one is what the experiment has come to.
  const [part, setPart] = useState<ExportPart>(parts.at(-1)?.part ?? 'original');
  const [wantedSeed, setSeed] = useState<number | null>(null);
  const [format, setFormat] = useState<ExportFormat>('llava');
  const [wantedImages, setImages] = useState<ExportImages>('copy');
  const [folder, setFolder] = useState<string | null>(null);
  const [wantedName, setName] = useState<string | null>(null);

  const seeds = parts.find((one) => one.part === part)?.seeds ?? [];
  const seed = wantedSeed !== null && seeds.includes(wantedSeed) ? wantedSeed : (seeds[0] ?? null);
  const mayReference = formats.find((one) => one.format === format)?.mayReference ?? false;
  const images = mayReference ? wantedImages : 'copy';
  const name = wantedName ?? exportName(experiment, part, seeds.length > 1 ? seed : null, format);

  const choose = async (): Promise<void> => {
    const chosen = await ask('window.chooseFolder', { purpose: 'export' });
    if (chosen.path) setFolder(chosen.path);
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!folder) return;
    onExport({ part, format, images, out: folder, name: name.trim(), ...(seed === null ? {} : { seed }) });
  };
  return (
    <form className="export-form" onSubmit={submit}>
      <div className="export-pair">
        <label>
          What
          <select className="field" value={part} onChange={(event) => setPart(event.currentTarget.value)}>
            {parts.map((one) => (
              <option key={one.part} value={one.part}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
        {seeds.length > 1 && (
          <label>
            Seed
            <select
              className="field"
              value={seed ?? ''}
              onChange={(event) => setSeed(Number(event.currentTarget.value))}
            >
              {seeds.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      <label>
        Format
        <select
          className="field"
          value={format}
          onChange={(event) => setFormat(event.currentTarget.value as ExportFormat)}
        >
          {formats.map((one) => (
            <option key={one.format} value={one.format}>
              {one.title}
            </option>
          ))}
        </select>
      </label>
      <fieldset>
        <legend>Pictures</legend>
        <label className="choice">
          <input type="radio" name="images" checked={images === 'copy'} onChange={() => setImages('copy')} />
          Copy them into the export
        </label>
        <label className="choice">
          <input
            type="radio"
            name="images"
            checked={images === 'reference'}
            disabled={!mayReference}
            onChange={() => setImages('reference')}
          />
          Refer to where they lie{mayReference ? '' : ' (not here: they are part of its files)'}
        </label>
      </fieldset>
      <div className="export-folder">
        <Button icon="folder" onClick={choose}>
          Choose folder…
        </Button>
        <span className={folder ? 'folder-path' : 'soft small'}>
          {folder ?? 'The export becomes a new folder in it.'}
        </span>
      </div>
      <label>
        Name of the new folder
        <input
          className="field"
          value={name}
          required
          maxLength={200}
          spellCheck={false}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <footer>
        <Button onClick={onClose}>Not now</Button>
        <Button kind="primary" type="submit" disabled={!folder}>
          Export
        </Button>
      </footer>
    </form>
  );
}
