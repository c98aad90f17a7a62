import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { freshDraft, keepDraft, readDraft, withGoal } from '../../../renderer/views/new/draft.ts';
import { faultsIn } from '../../../renderer/views/new/faults.ts';
import { documentOf } from '../../../renderer/views/new/plan-document.ts';
import { stepsOf } from '../../../renderer/views/new/steps.tsx';
import type { Plan } from '../../../shared/plan.ts';

const base = {
  seeds: [1],
  rounds: 3,
  template: 'concatenated',
  specialists: [
    { name: 'spatial', set: 'spatial', prompts: ['where?'], benchmark: 'vsr' },
    { name: 'ocr', set: 'ocr', prompts: ['what does the sign say?'], benchmark: 'ocrbench' },
  ],
  specialistArms: [],
  controls: [],
  benchmarks: ['pope', 'vsr', 'ocrbench'],
  stop: { enforce: false },
} as unknown as Plan;

describe('the document', () => {
  test('names only what differs from its base', () => {
    expect(documentOf(freshDraft, base)).toBe('base: demo\n');
    expect(documentOf({ ...freshDraft, rounds: 2, seeds: 3, controls: ['shuffled'] }, base)).toBe(
      'base: demo\nseeds: [1, 2, 3]\nrounds: 2\ncontrols: [shuffled]\n',
    );
  });

  test('takes a path and prompts as they are, whatever stands in them', () => {
    const text = documentOf(
      {
        ...freshDraft,
        data: { kind: 'folder', path: '/home/a "b": {c}' },
        prompts: ' describe: "all" # of it \n\n- and more',
      },
      base,
    );
    expect(text).toContain('dataset: { kind: folder, path: "/home/a \\"b\\": {c}" }');
    expect(text).toContain('longPrompts:\n  - "describe: \\"all\\" # of it"\n  - "- and more"\n');
  });

  test('keeps the chosen specialists whole, and none as none', () => {
    expect(documentOf({ ...freshDraft, specialists: [] }, base)).toContain('specialists: []');
    expect(documentOf({ ...freshDraft, specialists: ['spatial', 'ocr'] }, base)).toBe('base: demo\n');
    expect(documentOf({ ...freshDraft, specialists: ['ocr'] }, base)).toContain(
      'specialists:\n  - name: ocr\n    set: "ocr"\n    benchmark: ocrbench\n    prompts:\n      - "what does the sign say?"\n',
    );
  });

  test('names another captioner and the arms', () => {
    expect(documentOf({ ...freshDraft, captioner: 'onnx-int8', leaveOneOut: true }, base)).toBe(
      'base: demo\ncaptioner: { kind: onnx, precision: int8 }\nspecialistArms: [leave-one-out]\n',
    );
    const endpoint = { url: 'http://127.0.0.1:8000/v1', model: 'a/b', key: 'mine' };
    expect(documentOf({ ...freshDraft, captioner: 'endpoint', endpoint }, base)).toContain(
      '  url: "http://127.0.0.1:8000/v1"\n  model: "a/b"\n  key: mine\n',
    );
  });
});

describe('where only captions are written', () => {
  const draft = { ...withGoal(freshDraft, 'recaption'), checkpoint: '/x/checkpoints/seed1/v3' };

  test('all that is made for training is taken out of the base, and nothing that is not there', () => {
    expect(documentOf(draft, { ...base, specialistArms: ['none'] } as unknown as Plan)).toBe(
      'base: demo\ncaptionsOnly: true\nrounds: 1\ncaptioner: { kind: checkpoint, path: "/x/checkpoints/seed1/v3" }\nspecialists: []\nspecialistArms: []\nbenchmarks: []\n',
    );
  });

  test('somebody who is there already writes; who was chosen before stays', () => {
    expect(draft.captioner).toBe('checkpoint');
    expect(withGoal({ ...freshDraft, captioner: 'folder' }, 'recaption').captioner).toBe('folder');
    expect(stepsOf(draft).map(({ name }) => name)).toEqual(['Goal', 'Data', 'Model', 'Prompts', 'Plan']);
    expect(stepsOf(withGoal(draft, 'captions'))).toHaveLength(8);
  });
});

test('corrected fields make the folder a source with a mapping; none is null', () => {
  const corrected = {
    path: '/d/pretrain',
    format: 'coyo' as const,
    mapping: { text: 'alt "x"', answer: null },
  };
  const text = documentOf({ ...freshDraft, data: { kind: 'folder', path: '/d', corrected } }, base);
  expect(parse(text).dataset).toEqual({
    kind: 'sources',
    sources: [
      {
        path: '/d/pretrain',
        role: 'pretraining',
        format: 'coyo',
        mapping: { text: 'alt "x"', answer: null },
      },
    ],
  });
});

test('a local folder as the model is named by its path', () => {
  expect(documentOf({ ...freshDraft, model: '/models/a "b"' }, base)).toBe(
    'base: demo\nmodel: "/models/a \\"b\\""\n',
  );
});

test('the control of another captioner names it', () => {
  const draft = { ...freshDraft, controls: ['other-captioner'], other: 'folder' as const };
  const modelFolder = { path: '/m', precision: 'int8' as const };
  expect(documentOf({ ...draft, modelFolder }, base)).toContain(
    'controls: [other-captioner]\notherCaptioner: { kind: folder, path: "/m", precision: int8 }\n',
  );
});

describe('the draft', () => {
  test('is there again as it was; a damaged one is as good as none', () => {
    const kept = new Map<string, string>();
    const store = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    expect(readDraft(store)).toEqual(freshDraft);
    const draft = { ...withGoal(freshDraft, 'captions'), name: 'mine', step: 4 };
    keepDraft(store, draft);
    expect(readDraft(store)).toEqual(draft);
    // One that was kept before there was so much to choose is still good.
    const { model: _model, checkpoint: _, modelFolder: _also, other: _too, triedOn: _last, ...older } = draft;
    kept.set([...kept.keys()][0] as string, JSON.stringify(older));
    expect(readDraft(store)).toEqual(draft);
    kept.set([...kept.keys()][0] as string, '{"goal":"conquer"}');
    expect(readDraft(store)).toEqual(freshDraft);
  });

  test('a goal changes its own choices and no others', () => {
    const draft = { ...freshDraft, name: 'mine', prompts: 'describe', seeds: 3 };
    expect(withGoal(draft, 'captions')).toMatchObject({
      goal: 'captions',
      specialists: [],
      enforceStop: true,
      name: 'mine',
      prompts: 'describe',
      seeds: 3,
    });
  });
});

test('faults are told with their lines; another message has none', () => {
  const message =
    'plan.yaml is no plan that can be run:\n  line 3: A plan has no member `round`. Did you mean `rounds`?\n  from its preset: Wrong. Mend it.';
  expect(faultsIn(message)).toEqual([
    { line: 3, words: 'A plan has no member `round`. Did you mean `rounds`?' },
    { line: null, words: 'Wrong. Mend it.' },
  ]);
  expect(faultsIn('There is no folder /x.')).toEqual([]);
});
