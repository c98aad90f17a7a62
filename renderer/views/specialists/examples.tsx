/** A few images with everything that the specialist answered about them. */
import { useQuery } from '@tanstack/react-query';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ask } from '../../data/ask.ts';
import { keyOf } from '../../data/queries.ts';
import { hrefOf } from '../../route.ts';
import { Thumbnail } from '../captions/thumbnail.tsx';

export function Examples({ path, model, seed }: { path: string; model: string; seed: number }) {
  const args = { path, model, seed };
  const { data, error, isPending } = useQuery({
    queryKey: keyOf('specialist.examples', args),
    queryFn: () => ask('specialist.examples', args),
  });
  if (isPending) return <Skeleton height="7rem" />;
  if (error) return <ErrorNotice error={error} />;
  if (data.length === 0) return null;
  return (
    <ul className="examples" aria-label="Examples of its answers">
      {data.map(({ image, answers }) => (
        <li key={image}>
          <a href={hrefOf('captions', path, image)} aria-label={`Image ${image} in Captions`}>
            <Thumbnail path={path} id={image} className="example-picture" />
          </a>
          <dl className="small">
            {answers.map(({ prompt, text }) => (
              <div key={prompt}>
                <dt className="soft">{prompt}</dt>
                <dd>{text || <i className="faint">nothing</i>}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
