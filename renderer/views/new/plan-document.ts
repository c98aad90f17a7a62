/** The choices as a plan document: only what differs from the base, as a person would write it. Pure. */
import type { OwnDataBrings } from '../../../shared/own-data-requests.ts';
import { Endpoint, type Plan } from '../../../shared/plan.ts';
import type { SavedEndpoint } from '../../../shared/settings-requests.ts';
import type { Draft } from './draft.ts';
import {
  keepsOwnCaptions,
  objectTruthLines,
  ownCaptionsLine,
  ownCaptionsName,
  stopLine,
} from './own-data.ts';

/** `base`: the plan that the document stands on; `brings`: what lies beside the images of the user's folder. */
export function documentOf(draft: Draft, base: Plan, brings?: OwnDataBrings): string {
  const lines = [`base: ${draft.base}`];
  const put = (line: string, differs: boolean): void => {
    if (differs) lines.push(line);
  };
  lines.push(...dataLines(draft.data), ...objectTruthLines(draft));
  if (draft.goal === 'recaption') return documentOfCaptions(lines, draft, base);
  put(`model: ${quoted(draft.model)}`, draft.model !== 'pico');
  const seeds = Array.from({ length: draft.seeds }, (_, index) => index + 1);
  put(`seeds: [${seeds.join(', ')}]`, !same(seeds, base.seeds));
  put(`rounds: ${draft.rounds}`, draft.rounds !== base.rounds);
  put(`template: ${draft.template}`, draft.template !== base.template);
  lines.push(...promptLines(draft), ...captionerLines(draft));
  if (draft.specialists !== null) lines.push(...specialistLines(draft.specialists, base));
  const arms = armsOf(draft, base);
  put(`specialistArms: [${arms.join(', ')}]`, !same(arms, base.specialistArms));
  put(`controls: [${draft.controls.join(', ')}]`, !same(draft.controls, base.controls));
  if (draft.controls.includes('other-captioner'))
    lines.push(...anotherLines('otherCaptioner', draft.other, draft));
  const own = keepsOwnCaptions(draft, brings);
  const benchmarks = [...(draft.benchmarks ?? benchmarkNames(base)), ...(own ? [ownCaptionsName] : [])];
  put(`benchmarks: [${benchmarks.join(', ')}]`, !same(benchmarks, benchmarkNames(base)));
  put(ownCaptionsLine(draft), own);
  lines.push(...stopLine(draft, base, own));
  return `${lines.join('\n')}\n`;
}

/** Nothing is trained: all that is made for training is taken out of the base. */
function documentOfCaptions(lines: readonly string[], draft: Draft, base: Plan): string {
  const lists = [
    'specialists',
    'specialistArms',
    'reducedShares',
    'controls',
    'variants',
    'benchmarks',
  ] as const;
  const emptied = lists.filter((member) => (base[member] ?? []).length > 0);
  return `${[
    ...lines,
    'captionsOnly: true',
    'rounds: 1',
    ...promptLines(draft),
    ...captionerLines(draft),
    ...emptied.map((member) => `${member}: []`),
  ].join('\n')}\n`;
}

/** As they are typed, one a line. */
export const promptsIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

function promptLines({ prompts }: Draft): string[] {
  const each = promptsIn(prompts);
  return each.length > 0 ? ['longPrompts:', ...each.map((prompt) => `  - ${quoted(prompt)}`)] : [];
}

/** A folder whose fields were corrected is a source, as only those have a mapping. */
function dataLines(data: Draft['data']): string[] {
  if (data.kind === 'world') return [];
  const { path, corrected } = data;
  if (!corrected) return [`dataset: { kind: folder, path: ${quoted(path)} }`];
  const { format, mapping } = corrected;
  const members = Object.entries(mapping).map(([member, field]) => `${member}: ${JSON.stringify(field)}`);
  return [
    'dataset:',
    '  kind: sources',
    '  sources:',
    `    - path: ${quoted(corrected.path)}`,
    '      role: pretraining',
    ...(format ? [`      format: ${format}`] : []),
    ...(members.length > 0 ? [`      mapping: { ${members.join(', ')} }`] : []),
  ];
}

export const benchmarkNames = ({ benchmarks }: Pick<Plan, 'benchmarks'>): string[] =>
  benchmarks.map((one) => (typeof one === 'string' ? one : one.name));

/** The base's further arms stay; without specialists there are none. */
function armsOf({ leaveOneOut, specialists }: Draft, { specialistArms }: Plan): string[] {
  if (specialists?.length === 0) return [];
  const others = specialistArms.filter((one) => one !== 'leave-one-out');
  if (!leaveOneOut) return others;
  return specialistArms.includes('leave-one-out') ? [...specialistArms] : [...others, 'leave-one-out'];
}

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** JSON's strings are YAML's too, whatever stands in them. */
const quoted = (text: string): string => JSON.stringify(text);

function captionerLines(draft: Draft): string[] {
  const { captioner } = draft;
  if (captioner === 'torch') return [];
  if (captioner === 'onnx-fp32' || captioner === 'onnx-int8')
    return [`captioner: { kind: onnx, precision: ${captioner.slice('onnx-'.length)} }`];
  return anotherLines('captioner', captioner, draft);
}

function anotherLines(
  member: string,
  kind: Draft['other'],
  { checkpoint, modelFolder, endpoint }: Draft,
): string[] {
  if (kind === 'checkpoint') return [`${member}: { kind: checkpoint, path: ${quoted(checkpoint)} }`];
  if (kind === 'folder') {
    const { path, precision } = modelFolder;
    return [`${member}: { kind: folder, path: ${quoted(path)}, precision: ${precision} }`];
  }
  return [
    `${member}:`,
    '  kind: endpoint',
    `  url: ${quoted(endpoint.url)}`,
    `  model: ${quoted(endpoint.model)}`,
    ...(endpoint.key ? [`  key: ${endpoint.key}`] : []),
    ...(endpoint.server ? serverLines(endpoint.server) : []),
  ];
}

/** What a kept server says beyond its address. */
function serverLines({
  inFlight,
  requestsPerMinute,
  timeoutSeconds,
  retries,
  logProbabilities,
  price,
}: SavedEndpoint): string[] {
  const usual = Endpoint.parse({ kind: 'endpoint', url: 'http://usual', model: 'usual' });
  return [
    ...(inFlight === usual.inFlight ? [] : [`  inFlight: ${inFlight}`]),
    ...(requestsPerMinute === undefined ? [] : [`  requestsPerMinute: ${requestsPerMinute}`]),
    ...(timeoutSeconds === usual.timeoutSeconds ? [] : [`  timeoutSeconds: ${timeoutSeconds}`]),
    ...(retries === usual.retries ? [] : [`  retries: ${retries}`]),
    ...(logProbabilities ? [] : ['  logProbabilities: false']),
    ...(price ? [`  price: { input: ${price.input}, output: ${price.output} }`] : []),
  ];
}

/** All of the base's go without saying. */
function specialistLines(wanted: readonly string[], base: Plan): string[] {
  const kept = base.specialists.filter(({ name }) => wanted.includes(name));
  if (kept.length === base.specialists.length) return [];
  if (kept.length === 0) return ['specialists: []'];
  return [
    'specialists:',
    ...kept.flatMap(({ name, set, prompts, benchmark }) => [
      `  - name: ${name}`,
      `    set: ${quoted(set)}`,
      `    benchmark: ${benchmark}`,
      '    prompts:',
      ...prompts.map((prompt) => `      - ${quoted(prompt)}`),
    ]),
  ];
}
