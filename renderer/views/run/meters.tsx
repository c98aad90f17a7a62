/** How fast the run is now, and what it uses of the machine: memory, cores, the GPU where there is one. */
import { useQuery } from '@tanstack/react-query';
import type { RunMeters } from '../../../shared/library-requests.ts';
import { ask } from '../../data/ask.ts';
import { bytes, rate } from '../../data/format.ts';
import { keyOf } from '../../data/queries.ts';

const millisecondsBetween = 2000;

export function Meters({ path }: { path: string }) {
  const { data } = useQuery({
    queryKey: keyOf('run.meters', { path }),
    queryFn: () => ask('run.meters', { path }),
    refetchInterval: millisecondsBetween,
  });
  if (!data) return null;
  return (
    <dl className="meters small" aria-label="How fast the run is and what it uses">
      {metersInWords(data).map(({ name, words }) => (
        <div key={name}>
          <dt className="soft">{name}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the system does not tell is left out. */
export function metersInWords(meters: RunMeters): { name: string; words: string }[] {
  const { speed, memoryBytes, trainerBytes, captionerBytes, memoryTotal, cores, coresTotal, celsius, gpu } =
    meters;
  const parts: { name: string; words: string }[] = [];
  const speeds = [
    ...(speed?.imagesPerSecond ? [`${rate(speed.imagesPerSecond)} images/s`] : []),
    ...(speed?.tokensPerSecond ? [`${rate(speed.tokensPerSecond)} tokens/s`] : []),
  ];
  if (speeds.length > 0) parts.push({ name: 'Speed', words: speeds.join(', ') });
  if (memoryBytes !== null) {
    const workers = [
      ...(trainerBytes ? [`trainer ${bytes(trainerBytes)}`] : []),
      ...(captionerBytes ? [`captioner ${bytes(captionerBytes)}`] : []),
    ];
    const whose = workers.length > 0 ? ` (${workers.join(', ')})` : '';
    parts.push({ name: 'Memory', words: `${bytes(memoryBytes)} of ${bytes(memoryTotal)}${whose}` });
  }
  const processor = [
    ...(cores === null ? [] : [`${cores.toFixed(1)} of ${coresTotal} cores`]),
    ...(celsius === null ? [] : [`${celsius} °C`]),
  ];
  if (processor.length > 0) parts.push({ name: 'Processor', words: processor.join(', ') });
  if (gpu) {
    const figures = [
      ...(gpu.use === null ? [] : [`${Math.round(gpu.use * 100)} %`]),
      ...(gpu.memoryBytes === null || gpu.memoryTotal === null
        ? []
        : [`${bytes(gpu.memoryBytes)} of ${bytes(gpu.memoryTotal)}`]),
      ...(gpu.celsius === null ? [] : [`${gpu.celsius} °C`]),
    ];
    parts.push({ name: gpu.name, words: figures.join(', ') || 'in use' });
  }
  return parts;
}
