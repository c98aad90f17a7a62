/** Whether a model fits this machine: its parameters, what it takes for what, where that is from. */
import { useQuery } from '@tanstack/react-query';
import type { MemoryNeeds, WeighedModel } from '../../../shared/memory-requests.ts';
import { Badge } from '../../components/badge.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ask } from '../../data/ask.ts';
import { bytes, capitalised } from '../../data/format.ts';
import { keyOf } from '../../data/queries.ts';

export function ModelNeeds({ model, name }: { model: WeighedModel; name: string }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: keyOf('memory.needs', { model }),
    queryFn: () => ask('memory.needs', { model }),
  });
  if (isPending) return <Skeleton height="4.5rem" />;
  if (error) return <ErrorNotice error={error} onRetry={() => refetch()} />;
  return (
    <section className="needs" aria-label={`What ${name} takes`}>
      <p>
        <b>{name}</b> <span className="soft">{sizeInWords(data)}</span>
      </p>
      <ul>
        {data.uses.map(({ use, bytes: most, source, fits }) => (
          <li key={use}>
            <span>
              {capitalised(use)}: about {bytes(most)} of {bytes(data.machine.memoryBytes)} memory
            </span>
            <Badge tone={fits ? 'good' : 'bad'}>{fits ? 'fits' : 'does not fit'}</Badge>
            <span className="needs-source small soft">{source}</span>
          </li>
        ))}
        {data.untrainable && (
          <li>
            <span>Training: not here</span>
            <span className="needs-source small soft">{data.untrainable}</span>
          </li>
        )}
      </ul>
      <p className="small soft">{gpuInWords(data.machine)}</p>
    </section>
  );
}

function sizeInWords({ parameters, weightBytes }: MemoryNeeds): string {
  const weights = `${bytes(weightBytes)} of weights`;
  return parameters === null ? weights : `${millions(parameters)} parameters, ${weights}`;
}

const millions = (count: number): string =>
  count < 1e9
    ? `${(count / 1e6).toFixed(count < 1e7 ? 1 : 0)} million`
    : `${(count / 1e9).toFixed(1)} billion`;

function gpuInWords({ gpu }: MemoryNeeds['machine']): string {
  if (!gpu) return 'This machine has no GPU that NVIDIA’s tool names: everything runs in its memory.';
  const size = gpu.memoryBytes === null ? '' : ` with ${bytes(gpu.memoryBytes)}`;
  return `${gpu.name}${size} is here. PyTorch uses it where it can; how much it takes of it was not measured.`;
}
