/** All SQL of an experiment lives in this folder, one file per noun. */
export * from './captions.ts';
export * from './database.ts';
export * from './forget.ts';
export * from './gallery.ts';
export * from './images.ts';
export * from './measures.ts';
export * from './sources.ts';
export * from './step-keys.ts';
export * from './steps.ts';
