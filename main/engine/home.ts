import { homedir } from 'node:os';
import { join } from 'node:path';

/** $SQUARED_HOME, or where the desktop keeps programs' data. */
export function home(): string {
  return (
    process.env.SQUARED_HOME ??
    join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'squared')
  );
}
