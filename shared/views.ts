/** An experiment's views in their order, for the page and for the window's menu; Ctrl and their number lead to them. */
export const experimentViews = [
  'run',
  'rounds',
  'captions',
  'benchmarks',
  'specialists',
  'judge',
  'data',
] as const;
export type ViewName = (typeof experimentViews)[number];
