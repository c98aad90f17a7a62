/**
 * COCO: `images` and `annotations`, of captions or of instances (boxes of categories), which may lie in several files. Annotations are
 * gathered by image id first, without their outlines.
 */
import { readJsonRecords } from '../sources/json-records.ts';
import type { Reader, RecordItem } from '../sources/reader.ts';
import { counted, stemmed } from '../sources/record-files.ts';
import type { SourceFile } from '../sources/source-folder.ts';
import { isObject } from '../sources/values.ts';

const members = ['images', 'annotations', 'categories'];

interface Annotations {
  readonly captions: Map<string, string[]>;
  readonly instances: Map<string, { category: string; box: number[] }[]>;
}

export const coco: Reader = {
  format: 'coco',
  title: 'COCO annotations',
  async detect(source) {
    const reads = new Set<string>();
    for (const file of source.ofKind('json-object')) {
      const first = await source.peek(file);
      if (first.some((value) => isObject(value) && 'file_name' in value && 'id' in value))
        reads.add(file.path);
    }
    if (reads.size === 0) return null;
    return {
      confidence: 0.95,
      evidence: `${counted(reads.size, 'JSON file')} of images with annotations`,
      mapping: { image: 'file_name', text: 'captions', id: 'id', address: null, conversations: null },
      reads,
      records: null,
    };
  },
  async *records(source, { reads }) {
    const files = source.files.filter(({ path }) => reads.has(path));
    const gathered: Annotations = { captions: new Map(), instances: new Map() };
    for (const file of files) yield* gather(file, gathered);
    const known = new Set<string>();
    for (const file of files) {
      for await (const item of readJsonRecords(file, ['images'])) {
        if ('refused' in item || !isObject(item.value)) continue;
        const { file_name: name, id } = item.value;
        const position = `image ${id}`;
        const key = String(id);
        // Captions and instances of one split list the same images.
        if (known.has(`${key} ${name}`)) continue;
        known.add(`${key} ${name}`);
        yield {
          file: file.file,
          position,
          name: `${stemmed(file.path)}/${key}`,
          fields: {
            ...item.value,
            captions: gathered.captions.get(key) ?? [],
            boxes: boxesOf(item.value, gathered.instances.get(key) ?? []),
          },
        };
      }
    }
  },
};

/** Yields what is broken. */
async function* gather(file: SourceFile, { captions, instances }: Annotations): AsyncGenerator<RecordItem> {
  const boxes: { image: string; category: string; box: number[] }[] = [];
  const categories = new Map<string, string>();
  for await (const item of readJsonRecords(file, members)) {
    const { position, member } = item;
    const value = 'value' in item ? item.value : null;
    if ('refused' in item) yield { file: file.file, position, refused: item.refused };
    else if (!isObject(value)) yield { file: file.file, position, refused: 'it is not an object' };
    else if (member === 'categories') categories.set(String(value.id), String(value.name));
    else if (member === 'images') {
      if (typeof value.file_name !== 'string' || !('id' in value))
        yield { file: file.file, position, refused: 'it has no id or no file_name' };
    } else if (typeof value.caption === 'string') added(captions, String(value.image_id), value.caption);
    else if (isBox(value.bbox))
      boxes.push({ image: String(value.image_id), category: String(value.category_id), box: value.bbox });
    else yield { file: file.file, position, refused: 'it has neither a caption nor a box' };
  }
  for (const { image, category, box } of boxes)
    added(instances, image, { category: categories.get(category) ?? category, box });
}

/** In a text, as grounding specialists learn them: `dog [012,034,560,780]`, thousandths from the upper left corner. Empty where the size is not known. */
function boxesOf(
  { width, height }: Record<string, unknown>,
  instances: readonly { category: string; box: number[] }[],
): string {
  if (typeof width !== 'number' || typeof height !== 'number' || !(width > 0 && height > 0)) return '';
  const place = (value: number, side: number): string =>
    String(Math.round((999 * Math.min(Math.max(value, 0), side)) / side)).padStart(3, '0');
  return instances
    .map(({ category, box: [x = 0, y = 0, w = 0, h = 0] }) => {
      const corners = [place(x, width), place(y, height), place(x + w, width), place(y + h, height)];
      return `${category} [${corners.join(',')}]`;
    })
    .join(', ');
}

const isBox = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length === 4 && value.every(Number.isFinite);

function added<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
