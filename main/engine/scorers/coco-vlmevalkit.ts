/**
 * COCO captioning by VLMEvalKit (`vlmeval/dataset/image_caption.py`, open-compass/VLMEvalKit commit e8e78f0): pycocoevalcap's scores of texts as they
 * come. Nothing sets punctuation apart or makes letters small, so "Dog." is another word than "dog" and scores are lower.
 */
import { cocoBy } from './coco.ts';

export const cocoVlmevalkit = cocoBy(
  {
    name: 'coco-vlmevalkit',
    title: 'COCO captions by VLMEvalKit (likeness to people’s)',
    scorer: 'VLMEvalKit COCO_Caption_Scorer (pycocoevalcap, not tokenised)',
  },
  (text) => text,
);
