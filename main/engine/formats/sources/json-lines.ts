/** Lines of JSON, one record each; one that is not JSON is refused alone. */
import type { ListItem } from '../json-list.ts';
import { utf8Of } from '../plain-file.ts';

const longestLine = 16e6;
const lineEnd = 0x0a;

export async function* readJsonLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<ListItem> {
  let pending: Buffer[] = [];
  let length = 0;
  let number = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(lineEnd); end !== -1; end = chunk.indexOf(lineEnd, from)) {
      const line = Buffer.concat([...pending, chunk.subarray(from, end)]);
      from = end + 1;
      pending = [];
      length = 0;
      yield* ofLine(line, ++number);
    }
    pending.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > longestLine) {
      const position = `line ${number + 1}`;
      return yield { position, refused: 'it is longer than 16 MB; the file was not read further' };
    }
  }
  yield* ofLine(Buffer.concat(pending), number + 1);
}

function* ofLine(line: Buffer, number: number): Generator<ListItem> {
  const position = `line ${number}`;
  const text = utf8Of(line);
  if (text === null) return yield { position, refused: 'it is not UTF-8' };
  if (text.trim() === '') return;
  try {
    yield { position, value: JSON.parse(text) };
  } catch {
    yield { position, refused: 'it is not JSON' };
  }
}
