import type { ExperimentSummary } from '../../../shared/models.ts';
import { Badge, StateBadge } from '../../components/badge.tsx';
import { IconButton } from '../../components/button.tsx';
import { Menu, type MenuItem } from '../../components/menu.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { ask } from '../../data/ask.ts';
import { ago, bytes, duration } from '../../data/format.ts';
import { isReadable } from '../../data/names.ts';
import { hrefOf } from '../../route.ts';
import type { Shelf } from './use-shelf.ts';

type Props = {
  summary: ExperimentSummary;
  now: number;
  shelf: Shelf;
  onRename: () => void;
  onDelete: () => void;
};

export function ExperimentRow({ summary, now, shelf, onRename, onDelete }: Props) {
  const { path, name, state, headline, diskBytes, updatedAt, archived } = summary;
  return (
    <li data-archived={archived || undefined}>
      <a className="experiment-row" href={hrefOf('run', path)} title={path}>
        <span className="what">
          <span className="name truncate">{name}</span>
          <span className="soft small headline-line" title={headline}>
            {headline}
          </span>
        </span>
        {archived ? <Badge icon="archive">Archived</Badge> : <StateBadge state={state} />}
        <HowFar summary={summary} />
        <span className="small soft end">{ago(updatedAt, now)}</span>
        <span className="small soft end">{bytes(diskBytes)}</span>
      </a>
      <Menu groups={actionsOf(summary, shelf, onRename, onDelete)}>
        <IconButton label={`What can be done with ${name}`} icon="more" />
      </Menu>
    </li>
  );
}

function HowFar({ summary }: { summary: ExperimentSummary }) {
  const { name, state, stepsDone, stepsTotal, secondsLeft } = summary;
  if (stepsTotal === 0) return <span className="how-far" />;
  if (state === 'done') return <span className="how-far small soft">{stepsTotal} steps</span>;
  return (
    <span className="how-far small soft">
      <ProgressBar
        value={stepsDone / stepsTotal}
        label={`Progress of ${name}`}
        tone={state === 'failed' ? 'bad' : state === 'running' ? 'accent' : 'quiet'}
      />
      <span>
        {stepsDone} of {stepsTotal} steps{secondsLeft !== null && `, ${duration(secondsLeft)} left`}
      </span>
    </span>
  );
}

function actionsOf(
  { path, state, archived }: ExperimentSummary,
  shelf: Shelf,
  onRename: () => void,
  onDelete: () => void,
): MenuItem[][] {
  const running = state === 'running' ? 'Pause the run first' : undefined;
  const locked = state === 'locked' ? 'Another program holds it' : undefined;
  const ofReadable: MenuItem[] = [
    { label: 'Duplicate', icon: 'duplicate', onSelect: () => shelf.duplicate.mutate(path) },
    { label: 'Rename…', icon: 'pencil', onSelect: onRename },
    {
      label: archived ? 'Take out of the archive' : 'Archive',
      icon: 'archive',
      refused: archived ? undefined : running,
      onSelect: () => shelf.archive.mutate({ path, archived: !archived }),
    },
    { label: 'Show folder', icon: 'folder', onSelect: () => void ask('window.showFolder', { path }) },
  ];
  return [
    isReadable(state) ? ofReadable : [],
    [{ label: 'Delete…', icon: 'trash', danger: true, refused: running ?? locked, onSelect: onDelete }],
  ];
}
