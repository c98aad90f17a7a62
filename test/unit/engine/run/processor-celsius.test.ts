import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { processorCelsius } from '../../../../main/engine/run/processor-celsius.ts';
import { temporaryFolder } from '../../../temporary.ts';

function thermal(...zones: readonly (readonly [type: string, temp: string])[]): string {
  const folder = temporaryFolder('thermal');
  zones.forEach(([type, temp], at) => {
    mkdirSync(join(folder, `thermal_zone${at}`));
    writeFileSync(join(folder, `thermal_zone${at}`, 'type'), `${type}\n`);
    writeFileSync(join(folder, `thermal_zone${at}`, 'temp'), `${temp}\n`);
  });
  return folder;
}

test('the hottest processor, and nothing that is none', () => {
  const folder = thermal(['acpitz', '90000'], ['x86_pkg_temp', '54600'], ['x86_pkg_temp', '61000']);
  expect(processorCelsius(folder)).toBe(61);
});

test.each([
  ['no zone of a processor', 'iwlwifi_1', '40000'],
  ['a sensor that sleeps', 'x86_pkg_temp', '0'],
  ['a sensor that tells no number', 'cpu-thermal', 'N/A'],
])('%s: not known', (_, type, temp) => expect(processorCelsius(thermal([type, temp]))).toBeNull());

test('no such folder, as on other systems: not known', () => {
  expect(processorCelsius(join(thermal(), 'nowhere'))).toBeNull();
});
