/** All SQL of an experiment lives in this folder, one file per noun. */
export * from './annotated-things.ts';
export * from './caption-metrics.ts';
export * from './captions.ts';
export * from './database.ts';
export * from './exam-digest.ts';
export * from './forget.ts';
export * from './gallery.ts';
export * from './image-texts.ts';
export * from './images.ts';
export * from './leakage.ts';
export * from './measures.ts';
export * from './row-counts.ts';
export * from './step-keys.ts';
export * from './steps.ts';
