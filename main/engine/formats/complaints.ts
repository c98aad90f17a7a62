/** Complaints about the records of one file: a list of a hundred million broken records must not fill the memory with them. */
import type { Quarantine } from './dataset.ts';

export interface Complaints {
  refuse(position: string, reason: string): void;
  /** To be called at the end: says how many more there were. */
  close(): void;
}

const mostRefused = 100_000;

export function complaintsAbout(set: string, file: string, quarantine: Quarantine): Complaints {
  let refusals = 0;
  return {
    refuse(position, reason) {
      refusals++;
      if (refusals <= mostRefused) quarantine({ set, file, position, reason });
    },
    close() {
      if (refusals <= mostRefused) return;
      const position = `${refusals - mostRefused} more records`;
      quarantine({ set, file, position, reason: 'they are broken too and not listed one by one' });
    },
  };
}
