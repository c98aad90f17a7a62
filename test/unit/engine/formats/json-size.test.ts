/** JSON of any size passes record by record: what is held at a time stays far below what has been read, so that a gigabyte needs no more. */
import { expect, test } from 'vitest';
import { readJsonRecords } from '../../../../main/engine/formats/json-records.ts';

const records = 32;
const passedOver = 192;
const megabyte = Buffer.alloc(1 << 20, 'x');

/** `{"images": ["xx...", ...], "info": "xx..."}`: records of two megabytes, and a member that nobody asks for. */
async function* large(): AsyncGenerator<Buffer> {
  yield Buffer.from('{"images": [');
  for (let i = 0; i < records; i++) {
    yield Buffer.from(i === 0 ? '"' : ', "');
    yield megabyte;
    yield megabyte;
    yield Buffer.from('"');
  }
  yield Buffer.from('], "info": "');
  for (let i = 0; i < passedOver; i++) yield megabyte;
  yield Buffer.from('"}');
}

const held = (): number => process.memoryUsage().heapUsed + process.memoryUsage().external;

test('256 megabytes are read without being held', async () => {
  const before = held();
  let most = 0;
  let read = 0;
  const passed: string[] = [];
  for await (const record of readJsonRecords(large(), { lists: ['images'], members: [] })) {
    if ('refused' in record) throw new Error(record.refused);
    if ('passed' in record) passed.push(record.passed);
    if ('list' in record) read += (record.value as string).length;
    most = Math.max(most, held() - before);
  }
  expect(read).toBe(records * 2 * 2 ** 20);
  expect(passed).toEqual(['info']);
  expect(most).toBeLessThan(160e6);
}, 120_000);
