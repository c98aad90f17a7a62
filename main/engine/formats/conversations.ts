/** A LLaVA JSON file: its records, sorted by the image they are about. */
import { createReadStream } from 'node:fs';
import { complaintsAbout } from './complaints.ts';
import type { Quarantine, Turn } from './dataset.ts';
import { imageName, isImageFile } from './image-name.ts';
import { readJsonList } from './json-list.ts';
import { llavaRecordOf } from './llava.ts';
import { openPlainFile } from './plain-file.ts';
import type { DatasetSet } from './sets.ts';

/** By image name: the turns of every record about it. */
export type Conversations = Map<string, Turn[][]>;

interface Reading {
  readonly images: ReadonlyMap<string, string>;
  readonly briefPrompt: string;
  readonly quarantine: Quarantine;
}

/** All turns are held in memory; beyond this there would be too many. */
const largestFile = 1e9;
const mostAboutOne = 1000;

/** Several records about one image are its turns together; a repeated one counts once. */
export async function readConversations(
  set: DatasetSet,
  file: string,
  { images, briefPrompt, quarantine }: Reading,
  into: Conversations,
): Promise<void> {
  const { refuse, close } = complaintsAbout(set.name, file, quarantine);
  const opened = openPlainFile(file, largestFile);
  if ('refused' in opened) return refuse('file', opened.refused);
  const chunks = createReadStream(file, { fd: opened.descriptor, highWaterMark: 2 ** 20 });
  try {
    for await (const item of readJsonList(chunks)) {
      if ('refused' in item) {
        refuse(item.position, item.refused);
        continue;
      }
      const record = llavaRecordOf(item.value, briefPrompt);
      if ('refused' in record) {
        refuse(item.position, record.refused);
        continue;
      }
      const name = imageName(record.image);
      const position = `${item.position}, image ${JSON.stringify(record.image)}`;
      const known = into.get(name);
      if (!isImageFile(name)) refuse(position, 'its image has no ending of an image file; it was not opened');
      else if (!images.has(name)) refuse(position, 'its image is missing or was refused');
      else if (!known) into.set(name, [record.turns]);
      else if (known.some((turns) => isSame(turns, record.turns))) {
        refuse(position, 'it repeats an earlier record');
      } else if (known.length === mostAboutOne) {
        refuse(position, 'more than 1,000 records are about its image');
      } else known.push(record.turns);
      // A pretraining image about which nothing is said is none the worse: it will be recaptioned.
      if (record.unanswered && (set.role !== 'pretrain' || record.turns.length > 0)) {
        refuse(position, 'an answer is empty; what else is said was kept');
      }
    }
  } catch (error) {
    refuse('file', `it cannot be read further (${(error as NodeJS.ErrnoException).code ?? error})`);
  } finally {
    chunks.destroy();
  }
  close();
}

const isSame = (some: readonly Turn[], others: readonly Turn[]): boolean =>
  some.length === others.length &&
  some.every(
    ({ user, assistant }, index) =>
      user === (others[index] as Turn).user && assistant === (others[index] as Turn).assistant,
  );
