import { expect, test } from 'vitest';
import { csvLine } from '../../../shared/csv-line.ts';

test('cells are quoted, and none is a formula to a spreadsheet', () => {
  expect(csvLine(['a "b"', 'two\nlines', '=1+1', '-x', 'a=b'])).toBe(
    '"a ""b""","two\nlines","\'=1+1","\'-x","a=b"\r\n',
  );
});
