/** The processor's temperature as Linux tells it; a virtual machine and other systems tell none. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What kernels call the zone of the processor itself: Intel, AMD and most ARM boards. */
const zones = /^(x86_pkg_temp|k10temp|zenpower|cpu[-_]?thermal|cpu|soc[-_]thermal)/i;

/** In degrees Celsius; of several processors the hottest one's. Null: not known. */
export function processorCelsius(folder = '/sys/class/thermal'): number | null {
  const found = entriesOf(folder).flatMap((zone) => {
    try {
      const read = (file: string): string => readFileSync(join(folder, zone, file), 'utf8').trim();
      const celsius = Number(read('temp')) / 1000;
      // A sensor that sleeps or is broken says 0, or something no processor survives.
      return zones.test(read('type')) && celsius > 0 && celsius < 150 ? [celsius] : [];
    } catch {
      return [];
    }
  });
  return found.length > 0 ? Math.round(Math.max(...found)) : null;
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.startsWith('thermal_zone'));
  } catch {
    return [];
  }
}
