/** What stands in the form's fields, as a server is kept. Pure. */
import type { SavedEndpoint } from '../../../shared/settings-requests.ts';

/** Of one that is there, what the form does not ask for stays. A price needs both of its parts: a missing one is nothing. */
export function serverOf(form: FormData, before: SavedEndpoint | null): SavedEndpoint {
  const text = (name: string): string => String(form.get(name) ?? '').trim();
  const number = (name: string): number | null => (text(name) === '' ? null : Number(text(name)));
  const perMinute = number('requestsPerMinute');
  const [read, written] = [number('priceRead'), number('priceWritten')];
  return {
    name: text('name'),
    url: text('url'),
    model: text('model'),
    ...(text('key') === '' ? {} : { key: text('key') }),
    inFlight: number('inFlight') ?? 8,
    ...(perMinute === null ? {} : { requestsPerMinute: perMinute }),
    timeoutSeconds: before?.timeoutSeconds ?? 120,
    retries: before?.retries ?? 5,
    logProbabilities: form.get('logProbabilities') !== null,
    ...(read === null && written === null ? {} : { price: { input: read ?? 0, output: written ?? 0 } }),
  };
}
