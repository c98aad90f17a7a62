/** Everything that can be gone to or done from where the page is, for the palette and the keyboard. */
import type { ExperimentSummary } from '../../shared/models.ts';
import { pageTitles, viewTitles } from '../data/view-titles.ts';
import {
  experimentViews,
  hrefOf,
  isExperimentRoute,
  pageHref,
  pageNames,
  type Route,
  type ViewName,
} from '../route.ts';
import { shortcutOf } from './shortcuts.ts';

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /** As it is written on keys; null where it has none. */
  readonly keys: string | null;
  readonly action: Action;
}

export type Action =
  | { readonly kind: 'go'; readonly href: string }
  | { readonly kind: 'run'; readonly what: 'start' | 'cancel' | 'report'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'open' }
  | { readonly kind: 'dropped'; readonly path: string }
  | { readonly kind: 'theme'; readonly theme: 'system' | 'light' | 'dark' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'back' };

export function commandsAt(route: Route, experiments: readonly ExperimentSummary[]): Command[] {
  return [
    ...(isExperimentRoute(route) ? ofExperiment(route.path, experiments) : []),
    ...pageNames.map((page) =>
      command(`page.${page}`, pageTitles[page], 'Go to', { kind: 'go', href: pageHref(page) }),
    ),
    ...experiments
      .filter(({ archived }) => !archived)
      .map(({ path, name, headline }) => ({
        ...command(`open.${path}`, name, headline || 'Experiment', { kind: 'go', href: hrefOf('run', path) }),
      })),
    command('open', 'Open an experiment’s folder…', 'Do', { kind: 'open' }),
    ...(['light', 'dark', 'system'] as const).map((theme) =>
      command(`theme.${theme}`, `Theme: ${theme === 'system' ? 'as the system' : theme}`, 'Do', {
        kind: 'theme',
        theme,
      }),
    ),
    command('shortcuts', 'Keyboard shortcuts', 'Help', { kind: 'shortcuts' }),
  ];
}

function ofExperiment(path: string, experiments: readonly ExperimentSummary[]): Command[] {
  const summary = experiments.find((one) => one.path === path);
  const group = summary?.name ?? 'This experiment';
  const views = experimentViews.map((view: ViewName) =>
    command(`view.${view}`, viewTitles[view], group, { kind: 'go', href: hrefOf(view, path) }),
  );
  const done = summary?.state === 'done';
  const running = summary?.state === 'running';
  return [
    ...views,
    ...(summary && !running && !done
      ? [
          command('run.start', summary.state === 'new' ? 'Start the run' : 'Resume the run', group, {
            kind: 'run',
            what: 'start',
            path,
          }),
        ]
      : []),
    ...(running
      ? [command('run.cancel', 'Pause the run', group, { kind: 'run', what: 'cancel', path })]
      : []),
    ...(done ? [command('run.report', 'Open the report', group, { kind: 'run', what: 'report', path })] : []),
    command('folder', 'Show the experiment’s folder', group, { kind: 'folder', path }),
  ];
}

const command = (id: string, title: string, group: string, action: Action): Command => ({
  id,
  title,
  group,
  keys: shortcutOf(id)?.keys ?? null,
  action,
});
