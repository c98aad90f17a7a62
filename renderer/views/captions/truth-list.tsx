/** What is really in the picture, where the data set knows it. */
import type { ImageRow, SceneTruth } from '../../../shared/models.ts';
import { boxOfPixels } from './grounded-boxes.ts';
import type { DrawnBox } from './picture.tsx';

type Props = {
  truth: SceneTruth;
  image: ImageRow;
  onPoint: (boxes: readonly DrawnBox[]) => void;
};

/** Relations beyond these are folded away. */
const relationsShown = 4;

export function TruthList({ truth, image, onPoint }: Props) {
  const { objects, sign, background, relations } = truth;
  const kinds = [...Map.groupBy(objects, ({ kind }) => kind)];
  return (
    <dl className="truth">
      <div>
        <dt>Objects</dt>
        <dd>
          {kinds.length === 0 && <span className="soft">none</span>}
          {kinds.map(([kind, all]) => {
            const boxes = all.map(({ box }): DrawnBox => ({ box: boxOfPixels(box, image), label: kind }));
            return (
              <button
                key={kind}
                type="button"
                className="chip"
                aria-label={`${kind}${all.length > 1 ? `, ${all.length} times` : ''}: show its box`}
                onMouseEnter={() => onPoint(boxes)}
                onMouseLeave={() => onPoint([])}
                onFocus={() => onPoint(boxes)}
                onBlur={() => onPoint([])}
              >
                {kind}
                {all.length > 1 && <span className="soft"> × {all.length}</span>}
              </button>
            );
          })}
        </dd>
      </div>
      {sign !== undefined && (
        <div>
          <dt>Sign</dt>
          <dd>{sign === null ? <span className="soft">none</span> : `“${sign}”`}</dd>
        </div>
      )}
      {background !== undefined && (
        <div>
          <dt>Ground</dt>
          <dd>{background}</dd>
        </div>
      )}
      {relations !== undefined && relations.length > 0 && (
        <div>
          <dt>Relations</dt>
          <dd>
            <Relations relations={relations} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function Relations({ relations }: { relations: NonNullable<SceneTruth['relations']> }) {
  const written = relations.map((relation) => relation.join(' '));
  const rest = written.slice(relationsShown);
  return (
    <>
      <ul>
        {written.slice(0, relationsShown).map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary className="small soft">{rest.length} more</summary>
          <ul>
            {rest.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
