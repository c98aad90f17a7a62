/** A few of a specialist's clauses with the picture and what the final generalist says about it. */
import type { KeptClauses } from '../../../shared/specialist-clauses.ts';
import { Badge } from '../../components/badge.tsx';
import { modelName } from '../../data/names.ts';
import { hrefOf } from '../../route.ts';
import { Thumbnail } from '../captions/thumbnail.tsx';

export function KeptExamples({ kept: { specialist, examples }, path }: { kept: KeptClauses; path: string }) {
  if (examples.length === 0) return null;
  return (
    <ul className="examples" aria-label={`Clauses of ${modelName(specialist)} and what became of them`}>
      {examples.map(({ image, clause, prompt, final, finalAsked, kept }) => (
        <li key={`${image} ${clause}`}>
          {image === null ? (
            <span className="example-picture">no picture</span>
          ) : (
            <a href={hrefOf('captions', path, image)} aria-label={`Image ${image} in Captions`}>
              <Thumbnail path={path} id={image} className="example-picture" />
            </a>
          )}
          <dl className="small">
            <div>
              <dt className="soft">{prompt || modelName(specialist)}</dt>
              <dd>
                {clause} <Badge tone={kept ? 'good' : 'warn'}>{kept ? 'Kept' : 'Lost'}</Badge>
              </dd>
            </div>
            {final !== null && <Said by="Final, asked to describe">{final}</Said>}
            {finalAsked !== null && <Said by="Final, asked the same">{finalAsked}</Said>}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Said({ by, children }: { by: string; children: string }) {
  return (
    <div>
      <dt className="soft">{by}</dt>
      <dd>{children || <i className="faint">nothing</i>}</dd>
    </div>
  );
}
