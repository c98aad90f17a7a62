/**
 * What the page may ask of the window itself, beside the engine's requests: dialogs, the system's file manager, the theme.
 * They travel on the same typed channel and are validated on arrival like the engine's.
 */
import { z } from 'zod';
import { chooseFileRequests } from './choose-file-requests.ts';
import { copyRequests } from './copy-requests.ts';

const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });

export const Theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

/** How the engine's process is. `failed`: it ended several times in a row and is left alone until asked for. */
export const EngineState = z.strictObject({
  state: z.enum(['ready', 'restarting', 'failed']),
  message: z.string(),
});
export type EngineState = z.infer<typeof EngineState>;

export const windowRequests = {
  ...chooseFileRequests,
  ...copyRequests,
  /** The system's folder dialog; null when it was closed without a choice. */
  'window.chooseFolder': request(
    z.strictObject({ purpose: z.enum(['experiment', 'images', 'export', 'experiments', 'model']) }),
    z.strictObject({ path: z.string().nullable() }),
  ),
  /** Opens the report that the engine names for this experiment, in the system's browser. */
  'window.openReport': request(z.strictObject({ path: z.string().min(1) }), z.strictObject({})),
  /** Shows the experiment's folder in the system's file manager. */
  'window.showFolder': request(z.strictObject({ path: z.string().min(1) }), z.strictObject({})),
  /** Shows a trained model's folder, which the engine names. */
  'window.showModel': request(
    z.strictObject({ path: z.string().min(1), seed: z.int(), model: z.string().min(1) }),
    z.strictObject({}),
  ),
  /** What an import left out, as CSV into a file that the system's dialog asks for; null when it was closed without a choice. */
  'window.saveQuarantine': request(
    z.strictObject({
      path: z.string().min(1),
      search: z.string().max(1000),
      reason: z.string().nullable(),
    }),
    z.strictObject({ file: z.string().nullable() }),
  ),
  'window.notices': request(
    z.strictObject({ wanted: z.boolean().optional() }),
    z.strictObject({ wanted: z.boolean() }),
  ),
  /** Something was dropped on the window; comes back as `window.dropped`. */
  'window.drop': request(z.strictObject({ path: z.string().min(1).max(4096) }), z.strictObject({})),
  'window.theme': request(z.strictObject({ theme: Theme.optional() }), z.strictObject({ theme: Theme })),
  'window.engine': request(z.strictObject({ restart: z.boolean().default(false) }), EngineState),
};
export type WindowRequests = typeof windowRequests;
export type WindowRequestName = keyof WindowRequests;

export const windowEvents = {
  /** From the menu: where the page should go. */
  'window.navigate': z.strictObject({ path: z.string().nullable() }),
  'window.engine': EngineState,
  'window.dropped': z.strictObject({ path: z.string() }),
  /** From the menu: a command of the page (renderer/commands), by its id. */
  'window.command': z.strictObject({ id: z.string() }),
};
export type WindowEvents = { [N in keyof typeof windowEvents]: z.infer<(typeof windowEvents)[N]> };
export type WindowEventName = keyof WindowEvents;
