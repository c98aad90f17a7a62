/** `demo-round-2-llava`: what the folder of an export is called where nobody says otherwise. */
export const exportName = (experiment: string, part: string, seed: number | null, format: string): string =>
  [experiment, part.replace(':', '-'), ...(seed === null ? [] : [`seed-${seed}`]), format].join('-');
