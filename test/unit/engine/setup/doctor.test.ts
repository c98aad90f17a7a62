import { expect, test } from 'vitest';
import { doctor, formatDoctor } from '../../../../main/engine/setup/doctor.ts';
import { DoctorReport } from '../../../../shared/requests.ts';

test('the report of this machine keeps the contract, and what needs mending says how', async () => {
  const report = DoctorReport.parse(await doctor());
  expect(report.items.map((item) => item.name)).toEqual([
    'node',
    'python',
    'torch',
    'gpu',
    'electron',
    'display',
    'disk',
    'memory',
    'experiments',
  ]);
  for (const item of report.items) expect(item.mend === null, item.detail).toBe(item.state === 'ok');
  expect(report.ok).toBe(report.items.every((item) => item.state === 'ok'));
});

test('the text has one line an item and the command below what is missing', () => {
  const text = formatDoctor({
    ok: false,
    items: [
      { name: 'node', state: 'ok', detail: 'Node 24.1.0', mend: null },
      { name: 'python', state: 'missing', detail: 'not there yet', mend: 'npm run setup -- python' },
    ],
  });
  expect(text).toBe(
    [
      'ok       node    Node 24.1.0',
      'MISSING  python  not there yet',
      '                 to mend it: npm run setup -- python',
      'Something needs mending; see above.',
    ].join('\n'),
  );
});
