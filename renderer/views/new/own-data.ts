/** What is only asked of the user's own images: what they are judged on where they bring no benchmark, and what is in them. Pure. */
import type { OwnDataBrings } from '../../../shared/own-data-requests.ts';
import type { Plan } from '../../../shared/plan.ts';
import type { Draft } from './draft.ts';

/** The benchmark that is made of captioned images which are kept from training. */
export const ownCaptionsName = 'own-captions';

/** As it was chosen; else where the folder brings no benchmark, as a run without a plan of its own does. */
export function keepsOwnCaptions({ data, ownCaptions }: Draft, brings: OwnDataBrings | undefined): boolean {
  if (data.kind !== 'folder') return false;
  // A folder whose fields were corrected is one source; what lies beside it is none.
  const without = data.corrected !== undefined || brings?.benchmarks === false;
  return ownCaptions.wanted ?? without;
}

export const ownCaptionsLine = ({ ownCaptions: { percent, most } }: Draft): string =>
  `ownCaptions: { share: ${Number((percent / 100).toFixed(4))}, most: ${most} }`;

/** The stop rule's, where it names those that decide. */
export function stopLine({ enforceStop }: Draft, { stop }: Plan, own: boolean): string[] {
  const members = [
    ...(enforceStop === stop.enforce ? [] : [`enforce: ${enforceStop}`]),
    ...(own && stop.benchmarks ? [`benchmarks: [${[...stop.benchmarks, ownCaptionsName].join(', ')}]`] : []),
  ];
  return members.length > 0 ? [`stop: { ${members.join(', ')} }`] : [];
}

export function objectTruthLines({ data, objectTruth }: Draft): string[] {
  const { instances, detections, minimumScore } = objectTruth;
  if (data.kind !== 'folder' || (instances === '' && detections === '')) return [];
  return [
    'objectTruth:',
    ...(instances ? [`  instances: ${JSON.stringify(instances)}`] : []),
    ...(detections ? [`  detections: ${JSON.stringify(detections)}`, `  minimumScore: ${minimumScore}`] : []),
  ];
}
