/** By what captions' objects were judged, and what was not. */
import { basename } from 'node:path';
import type { ObjectTruthTold } from '../../../shared/caption-quality.ts';
import { formatted } from './format.ts';

export function objectTruthInWords(told: ObjectTruthTold): string {
  const { set, instances, detections, minimumScore, images, of, objects, categories, unjudged, refused } =
    told;
  const files = [basename(instances), ...(detections === null ? [] : [basename(detections)])].join(' with ');
  const whose = set === 'pretrain' ? 'the pretraining images' : `the images of ${set}`;
  if (refused !== null)
    return `What is in ${whose} is not known: ${files} could not be used (${refused}). Their objects are not judged.`;
  const known = `What is in ${number(images)} of ${number(of)} of ${whose} is told by ${files}: ${number(objects)} objects of ${number(categories)} categories.`;
  const score =
    detections === null
      ? ''
      : ` A detection counts from a score of ${minimumScore} on; what people have marked comes first.`;
  const others = images < of ? ' The others are not judged.' : '';
  const doubtful =
    unjudged === 0
      ? ''
      : ` Of these, ${number(unjudged)} ${unjudged === 1 ? 'is' : 'are'} left out because a record about ${unjudged === 1 ? 'it' : 'them'} could not be used.`;
  return `${known}${score}${others}${doubtful} COCO’s objects count under everyday words for them (a list of our own, not CHAIR’s), others by their name and its plural; signs, grounds and relations are not told, and nothing said about them counts as wrong.`;
}

const number = (value: number): string => formatted(value, 'integer');
