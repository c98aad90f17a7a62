/** Who wrote a caption, as its stored origin has it. */
import type { Caption } from '../../../shared/models.ts';
import { modelName } from '../../data/names.ts';

export const isEndpoint = (checkpoint: string | null): boolean =>
  checkpoint?.startsWith('endpoint:') ?? false;

/** A server's captions stand in the place of a round's generalist, and are called after the model that wrote them. */
export function writerName(source: string, captions: readonly Pick<Caption, 'checkpoint'>[]): string {
  if (source === 'original') return 'Original text';
  const checkpoint = captions[0]?.checkpoint ?? null;
  return checkpoint && isEndpoint(checkpoint)
    ? checkpoint.slice(checkpoint.indexOf('#') + 1)
    : modelName(source);
}
