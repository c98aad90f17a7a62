/** What the kinds of stored things are called, and what is lost where they are deleted. */
import type { CleanableKind, StoredKind } from '../../../shared/settings-requests.ts';

export const kindNames: Record<StoredKind, string> = {
  images: 'Images',
  pixels: 'Pixels for the model',
  features: 'Features',
  checkpoints: 'Checkpoints',
  exports: 'ONNX exports',
  databases: 'Databases',
  rest: 'Reports, logs and the rest',
};

export const losses: Record<CleanableKind, string> = {
  features:
    'What the frozen encoder saw of each image. Trainings and questions read it: the next run that has one of these to do encodes all images first.',
  pixels:
    'The images as the model sees them. They are decoded again, from the pictures as they are on the disk, by the next run that encodes images or exports a model; that stops if a picture has changed since the import.',
  exports:
    'Checkpoints as ONNX, which the captioner reads. The next run that captions with one exports it again and holds it to stock Transformers again.',
};
