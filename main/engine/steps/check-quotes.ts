/** Texts that captions claim to read, held against what an independent OCR model reads in the same images. */
import { throwIfCancelled } from '../failure.ts';
import { isThere, quotedTexts } from '../quality/quoted-text.ts';
import {
  type CaptionSource,
  type Db,
  imageTextsOf,
  quotingCaptions,
  saveImageTexts,
  saveQuotesRead,
} from '../store/index.ts';
import { startTextReader, type TextReader } from '../workers/text-reader.ts';

/** An image takes about a tenth of a second; more would cost a small experiment more time than its captions. */
const mostImages = 200;

interface Checking {
  readonly db: Db;
  readonly signal?: AbortSignal | undefined;
  readonly log?: ((line: string) => void) | undefined;
}

/** What has been read once is not read again. Without a working OCR model the figure is missing, and the log says why. */
export async function checkQuotes(
  { db, signal, log = () => {} }: Checking,
  source: CaptionSource,
): Promise<void> {
  const captions = quotingCaptions(db, source, mostImages);
  let reader: TextReader | null = null;
  try {
    for (const { imageId, file } of captions) {
      if (signal) throwIfCancelled(signal);
      if (imageTextsOf(db, imageId)) continue;
      reader ??= await startTextReader(log);
      saveImageTexts(db, imageId, await reader.ask({ file }));
    }
  } catch (error) {
    if (signal?.aborted) throw error;
    log(`Quoted texts were not checked: ${(error as Error).message}`);
    return;
  } finally {
    await reader?.stop();
  }
  saveQuotesRead(
    db,
    source,
    captions.flatMap(({ caption, imageId, text }) => {
      const read = imageTextsOf(db, imageId);
      if (!read || 'refused' in read) return [];
      const quotes = quotedTexts(text);
      const found = quotes.filter((quote) => isThere(quote, read.texts)).length;
      return [{ caption, asked: quotes.length, read: found }];
    }),
  );
}
