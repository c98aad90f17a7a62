import type { PageName, ViewName } from '../route.ts';

/** What the views and pages are called, in the frame as in the palette. */
export const viewTitles: Record<ViewName, string> = {
  run: 'Run',
  rounds: 'Rounds',
  captions: 'Captions',
  benchmarks: 'Benchmarks',
  specialists: 'Specialists',
  judge: 'Judge',
  data: 'Data',
};

export const pageTitles: Record<PageName, string> = {
  welcome: 'Experiments',
  new: 'New experiment',
  models: 'Models',
  doctor: 'Doctor',
  settings: 'Settings',
};
