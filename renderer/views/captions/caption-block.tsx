/** What one source wrote about the image: each prompt with its answer, and where the answer comes from. */
import type { CaptionDetail } from '../../../shared/gallery.ts';
import type { Caption } from '../../../shared/models.ts';
import type { Plan } from '../../../shared/plan.ts';
import { Badge } from '../../components/badge.tsx';
import { modelColour, roleOf } from '../../data/names.ts';
import type { CaptionGroup } from './caption-order.ts';
import { CaptionText, type Marking } from './caption-text.tsx';
import { Origin } from './origin.tsx';
import type { DrawnBox } from './picture.tsx';
import { isEndpoint, writerName } from './writer.ts';

type Props = {
  group: CaptionGroup;
  plan: Pick<Plan, 'specialists'>;
  marking: Marking;
  /** What a caption's words are compared with; null marks no changes. */
  beforeOf: (caption: Caption) => string | null;
  details: ReadonlyMap<number, CaptionDetail>;
  phrases: boolean;
  onPoint: (boxes: readonly DrawnBox[]) => void;
};

const none: CaptionDetail['phrases'] = [];

export function CaptionBlock({ group, plan, marking, beforeOf, details, phrases, onPoint }: Props) {
  const { source, captions } = group;
  return (
    <li className="caption-block">
      <header>
        <svg width="9" height="9" aria-hidden="true">
          <circle cx="4.5" cy="4.5" r="4.5" fill={modelColour(source, plan)} />
        </svg>
        <h3>{writerName(source, captions)}</h3>
        <span className="small soft">{roleInWords(source, captions, plan)}</span>
      </header>
      {captions.map((caption) => (
        <article key={caption.id}>
          {caption.prompt && <p className="prompt">{caption.prompt}</p>}
          <CaptionText
            text={caption.text}
            before={beforeOf(caption)}
            phrases={(phrases && details.get(caption.id)?.phrases) || none}
            marking={marking}
            onPoint={onPoint}
          />
          <footer>
            {caption.truncated && <Badge tone="warn">Cut off at the longest length</Badge>}
            <Origin caption={caption} detail={details.get(caption.id)} />
          </footer>
        </article>
      ))}
    </li>
  );
}

function roleInWords(source: string, captions: readonly Caption[], plan: Pick<Plan, 'specialists'>): string {
  const role = roleOf(source, plan);
  const round = captions[0]?.round;
  if (role === 'round' && round) {
    const how = isEndpoint(captions[0]?.checkpoint ?? null) ? ', another model on a server' : '';
    return `recaptioned for round ${round}${how}`;
  }
  return role === 'specialist' ? 'specialist' : '';
}
