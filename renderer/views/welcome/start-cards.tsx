/** What can be started: the plans that ship with the project, on the embedded world or on the user's own images. */
import { useState } from 'react';
import type { PresetInfo } from '../../../shared/requests.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Icon } from '../../components/icons.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ask } from '../../data/ask.ts';
import { usePresets } from '../../data/queries.ts';
import { pageHref } from '../../route.ts';
import { OwnImagesDialog } from './own-images-dialog.tsx';
import { recommendedPreset, sortedPresets, useStart } from './use-start.ts';

export function StartCards() {
  const presets = usePresets();
  const start = useStart();
  const sorted = presets.data && sortedPresets(presets.data);
  const [folder, setFolder] = useState<string | null>(null);
  const chooseFolder = async (): Promise<void> => {
    const { path } = await ask('window.chooseFolder', { purpose: 'images' });
    if (path) setFolder(path);
  };
  return (
    <section aria-labelledby="start-title">
      <header className="list-head">
        <h1 id="start-title">Start an experiment</h1>
        <a className="button small" href={pageHref('new')}>
          <Icon name="plus" size={14} />
          Step by step…
        </a>
      </header>
      <p className="soft lead">
        A vision-language model writes new captions for its own pretraining images and is retrained on them,
        round after round, until that stops helping.
      </p>
      <ErrorNotice error={presets.error ?? start.error} />
      <div className="start-cards">
        {presets.isPending &&
          ['12rem', '12.1rem', '12.2rem'].map((height) => <Skeleton key={height} height={height} />)}
        {sorted?.first.map((preset) => (
          <PresetCard
            key={preset.name}
            preset={preset}
            busy={start.isPending && start.variables?.preset === preset.name && !start.variables.data}
            disabled={start.isPending}
            onStart={() => start.mutate({ preset: preset.name })}
          />
        ))}
        <article className="card start-card">
          <h2>Your own images</h2>
          <p className="soft">
            A folder of images with captions: a .txt beside each image, or LLaVA JSON. What your data lack,
            such as benchmarks, is left out and named.
          </p>
          <footer>
            <Button icon="folder" disabled={!presets.data} onClick={chooseFolder}>
              Choose folder…
            </Button>
          </footer>
        </article>
      </div>
      {sorted && sorted.tables.length > 0 && (
        <details className="tables-fold">
          <summary>The paper’s tables and figures, one by one</summary>
          <ul className="card experiments">
            {sorted.tables.map((preset) => (
              <TableRow
                key={preset.name}
                preset={preset}
                busy={start.isPending && start.variables?.preset === preset.name}
                disabled={start.isPending}
                onStart={() => start.mutate({ preset: preset.name })}
              />
            ))}
          </ul>
        </details>
      )}
      {presets.data && (
        <OwnImagesDialog
          folder={folder}
          presets={sorted?.first ?? []}
          onClose={() => setFolder(null)}
          onStart={(experiment) => start.mutate(experiment)}
        />
      )}
    </section>
  );
}

type CardProps = { preset: PresetInfo; busy: boolean; disabled: boolean; onStart: () => void };

function PresetCard({ preset: { name, title, description, minutes }, busy, disabled, onStart }: CardProps) {
  return (
    <article className="card start-card">
      <h2>{title}</h2>
      <p className="soft">{description}</p>
      <footer>
        <Button
          kind={name === recommendedPreset ? 'primary' : 'plain'}
          icon="play"
          busy={busy}
          disabled={disabled}
          onClick={onStart}
          aria-label={`Start: ${title}`}
        >
          Start
        </Button>
        <span className="soft small estimate">
          <Icon name="clock" size={14} />
          {inMinutes(minutes)}
        </span>
      </footer>
    </article>
  );
}

function TableRow({ preset: { title, description, minutes }, busy, disabled, onStart }: CardProps) {
  return (
    <li>
      <span className="table-row">
        <b>{title}</b>
        <span className="soft small">{description}</span>
      </span>
      <Button
        size="small"
        icon="play"
        busy={busy}
        disabled={disabled}
        onClick={onStart}
        aria-label={`Start: ${title}${minutes > 0 ? `, ${inMinutes(minutes)}` : ''}`}
      >
        Start
      </Button>
    </li>
  );
}

/** As measured on two cores without a GPU. */
const inMinutes = (minutes: number): string =>
  minutes < 90 ? `about ${Math.max(1, Math.round(minutes))} min` : `about ${(minutes / 60).toFixed(1)} h`;
