/** The keys: which command each runs, and how they are told. Pure. */
import { experimentViews } from '../route.ts';

export interface Shortcut {
  readonly id: string;
  readonly keys: string;
  readonly what: string;
  readonly where: string;
}

const views = experimentViews.map((view, index) => ({
  id: `view.${view}`,
  keys: `Ctrl+${index + 1}`,
  what: `The experiment’s view “${view[0]?.toUpperCase()}${view.slice(1)}”`,
  where: 'Everywhere',
}));

export const shortcuts: readonly Shortcut[] = [
  { id: 'palette', keys: 'Ctrl+K', what: 'Find a view, an experiment or an action', where: 'Everywhere' },
  { id: 'shortcuts', keys: '?', what: 'This sheet', where: 'Everywhere' },
  { id: 'page.welcome', keys: 'Ctrl+H', what: 'All experiments', where: 'Everywhere' },
  { id: 'page.new', keys: 'Ctrl+N', what: 'A new experiment', where: 'Everywhere' },
  { id: 'open', keys: 'Ctrl+O', what: 'Open an experiment’s folder', where: 'Everywhere' },
  { id: 'page.settings', keys: 'Ctrl+,', what: 'Settings', where: 'Everywhere' },
  { id: 'back', keys: 'Alt+Left', what: 'Back to where you were', where: 'Everywhere' },
  ...views,
];

/** Keys that views answer themselves; told on the sheet. */
export const viewKeys: readonly Omit<Shortcut, 'id'>[] = [
  { keys: 'Ctrl+F', what: 'Search', where: 'Captions, Benchmarks' },
  { keys: 'Arrows', what: 'From image to image, from answer to answer', where: 'Captions, Benchmarks' },
  { keys: 'Enter', what: 'Open what is chosen', where: 'Captions, Benchmarks' },
  { keys: 'Esc', what: 'Close the image, empty the search', where: 'Captions' },
  { keys: 'Ctrl++', what: 'Larger; Ctrl+− smaller, Ctrl+0 as before', where: 'Everywhere' },
];

export const shortcutOf = (id: string): Shortcut | undefined => shortcuts.find((one) => one.id === id);

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The command that the keys ask for; null for none. `typing`: in a field, where a plain key is a letter. */
export function commandOf({ key, ctrlKey, metaKey, altKey }: Pressed, typing: boolean): string | null {
  const held = [ctrlKey || metaKey ? 'Ctrl' : '', altKey ? 'Alt' : ''].filter(Boolean);
  if (held.length === 0 && typing) return null;
  const named = key.replace(/^Arrow/, '');
  const pressed = [...held, named.length === 1 ? named.toUpperCase() : named].join('+');
  return shortcuts.find(({ keys }) => keys === pressed)?.id ?? null;
}
