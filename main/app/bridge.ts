/** One channel in (`call`), one out (`event`). Names are looked up in the contracts, senders checked, answers are values. */
import { type BrowserWindow, ipcMain } from 'electron';
import { z } from 'zod';
import type { AnyEventData, AnyEventName, Outcome } from '../../shared/bridge.ts';
import { type RequestArgs, type RequestName, requests } from '../../shared/requests.ts';
import { type WindowRequestName, type WindowRequests, windowRequests } from '../../shared/window.ts';
import { type EngineProcess, EngineRefusal } from './engine-process.ts';
import { isOurPage } from './guards.ts';

export type WindowHandlers = {
  [N in WindowRequestName]: (
    args: z.output<WindowRequests[N]['args']>,
  ) => Promise<z.output<WindowRequests[N]['result']>>;
};

const Call = z.strictObject({ name: z.string(), args: z.unknown() });

const isEngineName = (name: string): name is RequestName => Object.hasOwn(requests, name);
const isWindowName = (name: string): name is WindowRequestName => Object.hasOwn(windowRequests, name);

export function answerCalls(engine: EngineProcess, handlers: WindowHandlers): void {
  ipcMain.handle('call', async (event, message: unknown): Promise<Outcome<unknown>> => {
    if (!isOurPage(event.senderFrame)) return refusal('This page may not ask the engine.', null);
    try {
      const { name, args } = Call.parse(message);
      if (isWindowName(name)) {
        const handler = handlers[name] as (args: unknown) => Promise<unknown>;
        return { result: await handler(windowRequests[name].args.parse(args)) };
      }
      // The engine validates what it is sent.
      if (isEngineName(name)) return { result: await engine.call(name, args as RequestArgs<typeof name>) };
      return refusal(`There is no request "${name}".`, null);
    } catch (error) {
      if (error instanceof EngineRefusal) return refusal(error.message, error.advice);
      if (error instanceof z.ZodError)
        return refusal(`The request was malformed: ${z.prettifyError(error)}`, null);
      return refusal(error instanceof Error ? error.message : String(error), null);
    }
  });
}

const refusal = (message: string, advice: string | null): Outcome<never> => ({ error: { message, advice } });

export function send<N extends AnyEventName>(
  window: BrowserWindow | null,
  name: N,
  data: AnyEventData<N>,
): void {
  if (!window || window.isDestroyed()) return;
  window.webContents.send('event', { event: name, data });
}
