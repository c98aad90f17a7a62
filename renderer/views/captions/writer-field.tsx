/** Whose captions: everybody's, the original text, a round's, a specialist's. */
import type { CaptionWriter, WriterChoice } from '../../../shared/gallery.ts';
import type { Plan } from '../../../shared/plan.ts';
import { modelName, modelOrder, roleOf } from '../../data/names.ts';

type Props = {
  choices: readonly WriterChoice[];
  plan: Plan;
  writer: CaptionWriter | undefined;
  onWriter: (writer: CaptionWriter | undefined) => void;
};

const keyOf = ({ source, seed }: CaptionWriter): string => `${seed} ${source}`;

export function WriterField({ choices, plan, writer, onWriter }: Props) {
  const order = modelOrder(
    choices.map(({ source }) => source),
    plan,
  );
  const sorted = [...choices].sort(
    (a, b) => order.indexOf(a.source) - order.indexOf(b.source) || a.seed - b.seed,
  );
  const groups = Map.groupBy(sorted, ({ source }) => groupOf(source, plan));
  const known = writer && sorted.some((one) => keyOf(one) === keyOf(writer));
  return (
    <select
      className="field"
      aria-label="Captions by"
      value={writer ? keyOf(writer) : ''}
      onChange={({ currentTarget: { value } }) => {
        const [seed = '', ...source] = value.split(' ');
        onWriter(value === '' ? undefined : { source: source.join(' '), seed: Number(seed) });
      }}
    >
      <option value="">All captions</option>
      {writer && !known && <option value={keyOf(writer)}>{writerTitle(writer, choices)}</option>}
      {[...groups].map(([label, own]) => (
        <optgroup key={label} label={label}>
          {own.map((one) => (
            <option key={keyOf(one)} value={keyOf(one)}>
              {writerTitle(one, choices)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

const groupOf = (source: string, plan: Plan): string => {
  const role = roleOf(source, plan);
  if (role === 'original') return 'What images came with';
  return role === 'round' ? 'Rounds' : role === 'specialist' ? 'Specialists' : 'Others';
};

/** `V0, round 1`; with the seed where there are several. */
export function writerTitle({ source, seed }: CaptionWriter, choices: readonly WriterChoice[]): string {
  if (source === 'original') return 'Original text';
  const choice = choices.find((one) => one.source === source && one.seed === seed);
  const seeds = new Set(choices.filter((one) => one.source === source).map((one) => one.seed));
  return [
    modelName(source),
    ...(choice?.round ? [`round ${choice.round}`] : []),
    ...(seeds.size > 1 ? [`seed ${seed}`] : []),
  ].join(', ');
}

/** Whose captions a metric is asked of where nobody has said: the last round's that have been measured. */
export function likelyWriter(choices: readonly WriterChoice[]): CaptionWriter | undefined {
  const measured = choices.filter((one) => one.measured !== null && one.source !== 'original');
  const [last] = [...measured].sort((a, b) => (b.round ?? 0) - (a.round ?? 0) || a.seed - b.seed);
  const chosen = last ?? choices.find((one) => one.measured !== null);
  return chosen && { source: chosen.source, seed: chosen.seed };
}
