import { describe, expect, test } from 'vitest';
import { commandsAt } from '../../../renderer/commands/commands.ts';
import { fitOf, fitting } from '../../../renderer/commands/match.ts';
import { commandOf, shortcuts } from '../../../renderer/commands/shortcuts.ts';
import { experimentViews, routeOf } from '../../../renderer/route.ts';
import type { ExperimentSummary } from '../../../shared/models.ts';

const summary = (name: string, changes: Partial<ExperimentSummary> = {}): ExperimentSummary => ({
  path: `/e/${name}`,
  name,
  preset: 'demo',
  state: 'done',
  createdAt: '',
  updatedAt: '',
  stepsDone: 1,
  stepsTotal: 1,
  secondsLeft: null,
  diskBytes: 1,
  sharedBytes: 0,
  headline: '',
  archived: false,
  ...changes,
});
const titles = (hash: string, experiments: ExperimentSummary[], typed: string): string[] =>
  fitting(commandsAt(routeOf(hash), experiments), typed).map(({ title }) => title);

describe('what fits', () => {
  test('a word’s beginning before its middle, and the earlier the better', () => {
    expect(fitOf('Open the report', 'rep')).toBeGreaterThan(fitOf('Show prepared', 'rep') as number);
    expect(fitOf('Rounds', 'ro')).toBeGreaterThan(fitOf('All the rounds', 'ro') as number);
    expect(fitOf('Benchmarks', 'bnch')).not.toBeNull();
    expect(fitOf('Benchmarks', 'run')).toBeNull();
    expect(fitOf('Theme: dark', 'dark theme')).not.toBeNull();
  });

  test('nothing typed leaves all in their order', () => {
    const all = commandsAt(routeOf('#/'), [summary('a')]);
    expect(fitting(all, '  ')).toEqual(all);
  });
});

describe('commands', () => {
  test('every view of the experiment one is in, every experiment that is not archived, every page', () => {
    const experiments = [summary('first'), summary('old', { archived: true })];
    const all = commandsAt(routeOf('#/run?path=%2Fe%2Ffirst'), experiments);
    for (const view of experimentViews) expect(all.map(({ id }) => id)).toContain(`view.${view}`);
    expect(titles('#/', experiments, '')).toContain('first');
    expect(titles('#/', experiments, '')).not.toContain('old');
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test('what can be done with the run depends on how it is', () => {
    const at = (state: ExperimentSummary['state']): string[] =>
      titles('#/run?path=%2Fe%2Fa', [summary('a', { state })], '');
    expect(at('new')).toContain('Start the run');
    expect(at('cancelled')).toContain('Resume the run');
    expect(at('running')).toContain('Pause the run');
    expect(at('running')).not.toContain('Resume the run');
    expect(at('done')).toContain('Open the report');
  });
});

describe('keys', () => {
  const press = (key: string, held: object = {}, typing = false) =>
    commandOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...held }, typing);

  test('each runs one command, and letters stay letters in a field', () => {
    expect(press('k', { ctrlKey: true }, true)).toBe('palette');
    expect(press('K', { metaKey: true })).toBe('palette');
    expect(press('?')).toBe('shortcuts');
    expect(press('?', {}, true)).toBeNull();
    expect(press('ArrowLeft', { altKey: true })).toBe('back');
    expect(press('2', { ctrlKey: true })).toBe('view.rounds');
    expect(press('k')).toBeNull();
  });

  test('no two commands share their keys', () => {
    expect(new Set(shortcuts.map(({ keys }) => keys)).size).toBe(shortcuts.length);
  });
});
