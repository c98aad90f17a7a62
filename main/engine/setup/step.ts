/** One thing set-up can see and mend. Steps are idempotent: `install` may be cut off anywhere and run again. */
export type Check = {
  state: 'ok' | 'missing' | 'problem';
  /** One line for a person: what is there, or what is not. */
  detail: string;
  version: string | null;
};

export type Report = (line: string) => void;

export type SetupStep = {
  name: string;
  check: () => Promise<Check>;
  install: (report: Report) => Promise<void>;
};

export const ok = (detail: string, version: string | null = null): Check => ({
  state: 'ok',
  detail,
  version,
});
export const missing = (detail: string): Check => ({ state: 'missing', detail, version: null });
export const problem = (detail: string, version: string | null = null): Check => ({
  state: 'problem',
  detail,
  version,
});

/** Set-up cannot go on: what happened, and the one line to run that mends it. */
export class SetupError extends Error {
  readonly advice: string;
  constructor(message: string, advice: string) {
    super(message);
    this.name = 'SetupError';
    this.advice = advice;
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
