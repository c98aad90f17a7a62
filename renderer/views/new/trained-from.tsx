/** The pretrained model that every generalist is trained from: the shipped one, or a local folder, with what fits this machine. */
import { useQuery } from '@tanstack/react-query';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorNotice, Notice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ask } from '../../data/ask.ts';
import { bytes, count } from '../../data/format.ts';
import { keyOf } from '../../data/queries.ts';
import { Choice, Choices } from './choice.tsx';
import { ModelNeeds } from './model-needs.tsx';
import type { StepProps } from './steps.tsx';

const shipped = 'pico';

export function TrainedFrom({ draft: { model }, onChange }: Pick<StepProps, 'draft' | 'onChange'>) {
  const choose = async (): Promise<void> => {
    const { path } = await ask('window.chooseFolder', { purpose: 'model' });
    if (path) onChange({ model: path });
  };
  return (
    <>
      <Choices legend="Trained from">
        <Choice
          name="model"
          value={shipped}
          checked={model === shipped}
          title="pico"
          onChange={() => onChange({ model: shipped })}
        >
          A very small SmolVLM that ships with Squared, pretrained on Emoji World only; do not expect good
          captions of photographs from it.
        </Choice>
        <Choice
          name="model"
          value="folder"
          checked={model !== shipped}
          title="A local folder"
          onChange={() => void choose()}
        >
          A SmolVLM or Idefics3 with safetensors, as the model hub has it. The paper trains 8 to 40 billion
          parameters (section 4).
        </Choice>
      </Choices>
      {model === shipped ? (
        <ModelNeeds model={{ kind: 'shipped' }} name="pico" />
      ) : (
        <>
          <p className="new-folder">
            <code>{model}</code>
            <Button size="small" icon="folder" onClick={choose}>
              Another folder…
            </Button>
          </p>
          <FolderNeeds path={model} />
        </>
      )}
    </>
  );
}

function FolderNeeds({ path }: { path: string }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: keyOf('models.inspect', { path }),
    queryFn: () => ask('models.inspect', { path }),
  });
  if (isPending) return <Skeleton height="6rem" />;
  if (error) return <ErrorNotice error={error} onRetry={() => refetch()} />;
  if (data.state === 'unusable')
    return (
      <Notice tone="warn" title={data.what}>
        {data.cure}
      </Notice>
    );
  const { architecture, parameters, learning, imageSize, visualTokens, memory, bytesPerImage } = data;
  const uses = [
    { use: 'Training', most: memory.training },
    { use: 'Captioning', most: memory.captioning },
  ];
  return (
    <section className="needs" aria-label="What the folder’s model takes">
      <p>
        <b>{architecture}</b>{' '}
        <span className="soft">
          {count(parameters)} parameters, {count(learning)} of them learn; {imageSize} pixels a side,{' '}
          {visualTokens} visual tokens
        </span>
      </p>
      <ul>
        {uses.map(({ use, most }) => (
          <li key={use}>
            <span>
              {use}: at least {bytes(most)} of {bytes(memory.here)} memory
            </span>
            <Badge tone={most <= memory.here ? 'good' : 'bad'}>
              {most <= memory.here ? 'fits' : 'does not fit'}
            </Badge>
          </li>
        ))}
      </ul>
      <p className="small soft">{memory.formula}</p>
      <p className="small soft">
        On the disk, for each image: {bytes(bytesPerImage.pixels)} of pixels, {bytes(bytesPerImage.features)}{' '}
        of features where they are kept.
      </p>
    </section>
  );
}
