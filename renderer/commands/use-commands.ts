/** Runs commands, from the palette, the keyboard or the window's menu. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { ask } from '../data/ask.ts';
import { useExperiments } from '../data/queries.ts';
import { go, hrefOf, pageHref, type Route, welcomeHref } from '../route.ts';
import { keepDraft, readDraft, withFolder } from '../views/new/draft.ts';
import { type Action, type Command, commandsAt } from './commands.ts';
import { openPalette, openShortcuts } from './open.ts';
import { commandOf } from './shortcuts.ts';

/** `onRefusal` hears what could not be done. */
export function useCommands(
  route: Route,
  onRefusal: (error: Error) => void,
): { commands: Command[]; perform: (action: Action) => void } {
  const { data: experiments } = useExperiments();
  const client = useQueryClient();
  const commands = useMemo(() => commandsAt(route, experiments ?? []), [route, experiments]);
  const perform = useCallback(
    (action: Action): void => {
      done(action)
        .then((changed) => {
          if (changed) void client.invalidateQueries({ queryKey: [changed] });
        })
        .catch(onRefusal);
    },
    [client, onRefusal],
  );
  useKeys(commands, perform);
  return { commands, perform };
}

/** Does it; answers the request whose answers it has changed. */
async function done(action: Action): Promise<string | null> {
  switch (action.kind) {
    case 'go':
      go(action.href);
      return null;
    case 'run':
      if (action.what === 'report') await ask('window.openReport', { path: action.path });
      else await ask(action.what === 'start' ? 'run.start' : 'run.cancel', { path: action.path });
      return 'experiment.get';
    case 'folder':
      await ask('window.showFolder', { path: action.path });
      return null;
    case 'open': {
      const { path } = await ask('window.chooseFolder', { purpose: 'experiment' });
      if (path) go(hrefOf('run', (await ask('experiments.open', { path })).path));
      return null;
    }
    case 'dropped':
      await opened(action.path);
      return null;
    case 'theme':
      await ask('window.theme', { theme: action.theme });
      return 'window.theme';
    case 'back':
      window.history.back();
      return null;
    case 'palette':
      openPalette();
      return null;
    default:
      openShortcuts();
      return null;
  }
}

/** An experiment is opened; any other folder is taken for data of a new one. */
async function opened(path: string): Promise<void> {
  const summary = await ask('experiments.open', { path }).catch(() => null);
  if (summary) {
    go(hrefOf('run', summary.path));
    return;
  }
  keepDraft(window.localStorage, withFolder(readDraft(window.localStorage), path));
  // The guided start reads its draft when it opens.
  go(welcomeHref);
  await new Promise((resolve) => setTimeout(resolve));
  go(pageHref('new'));
}

function useKeys(commands: readonly Command[], perform: (action: Action) => void): void {
  const latest = useRef({ commands, perform });
  latest.current = { commands, perform };
  useEffect(() => {
    const run = (id: string): boolean => {
      const known = latest.current.commands.find((command) => command.id === id)?.action;
      const action = known ?? (id === 'palette' || id === 'back' ? { kind: id } : null);
      if (!action) return false;
      latest.current.perform(action);
      return true;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const { target } = event;
      const typing =
        target instanceof HTMLElement && target.matches('input, select, textarea, [contenteditable]');
      const id = event.defaultPrevented ? null : commandOf(event, typing);
      // A question that is open wants its answer first.
      if (id === null || document.querySelector('dialog[open]')) return;
      // The menu has the same keys; what was done here is not done there again.
      if (run(id)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    const end = window.squared.on('window.command', ({ id }) => {
      run(id);
    });
    const endDrops = window.squared.on('window.dropped', ({ path }) =>
      latest.current.perform({ kind: 'dropped', path }),
    );
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      end();
      endDrops();
    };
  }, []);
}
