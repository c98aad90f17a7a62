/** How well captions fit their images, by the CLIP-class model that the plan names. */
import { throwIfCancelled } from '../failure.ts';
import { type CaptionSource, captionsForImageText, type Db, saveImageText } from '../store/index.ts';
import { type ImageTextJudge, startImageTextJudge } from '../workers/image-text-judge.ts';

/** Both encoders run for each: on a processor about a third of a second with CLIP's base model. */
const mostCaptions = 500;

interface Comparing {
  readonly db: Db;
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  readonly log?: ((line: string) => void) | undefined;
}

/** Each is stored as it comes; without a working model the figure is missing, and the log says why. */
export async function compareImageText(
  { db, folder, signal, log = () => {} }: Comparing,
  source: CaptionSource,
): Promise<void> {
  let judge: ImageTextJudge | null = null;
  try {
    for (const { caption, file, text, known } of captionsForImageText(db, source, mostCaptions)) {
      if (signal) throwIfCancelled(signal);
      if (known) continue;
      judge ??= await startImageTextJudge(folder, log);
      const judged = await judge.ask({ file, text });
      if ('similarity' in judged) saveImageText(db, source, caption, judged.similarity);
    }
  } catch (error) {
    if (signal?.aborted) throw error;
    log(`Image-text similarity was not measured: ${(error as Error).message}`);
  } finally {
    await judge?.stop();
  }
}
