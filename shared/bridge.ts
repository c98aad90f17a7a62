/** The one object the page gets from outside: `window.squared`, made by preload/ and answered by main/app. */
import type { z } from 'zod';
import type { EventName, Events } from './events.ts';
import type { EngineError, Requests } from './requests.ts';
import type { WindowEventName, WindowEvents, WindowRequests } from './window.ts';

export type AnyRequests = Requests & WindowRequests;
export type AnyRequestName = keyof AnyRequests;
export type AnyRequestArgs<N extends AnyRequestName> = z.input<AnyRequests[N]['args']>;
export type AnyRequestResult<N extends AnyRequestName> = z.output<AnyRequests[N]['result']>;

export type AnyEventName = EventName | WindowEventName;
export type AnyEventData<N extends AnyEventName> = (Events & WindowEvents)[N];

/** A refusal is a value: an Error would lose its advice on the way through the context bridge. */
export type Outcome<T> = { readonly result: T } | { readonly error: EngineError };

export interface Bridge {
  call<N extends AnyRequestName>(name: N, args: AnyRequestArgs<N>): Promise<Outcome<AnyRequestResult<N>>>;
  /** Answers a function that ends the subscription. */
  on<N extends AnyEventName>(name: N, listener: (data: AnyEventData<N>) => void): () => void;
}
