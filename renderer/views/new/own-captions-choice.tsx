/** The benchmark that a folder without benchmarks gets: some of its captioned images, kept from training. */
import { Choice, Choices } from './choice.tsx';
import { WholeNumber } from './fields.tsx';
import { keepsOwnCaptions } from './own-data.ts';
import type { StepProps } from './steps.tsx';
import { useBrings } from './use-brings.ts';

export function OwnCaptionsChoice({ draft, onChange }: Pick<StepProps, 'draft' | 'onChange'>) {
  const brings = useBrings(draft.data);
  if (draft.data.kind !== 'folder') return null;
  const wanted = keepsOwnCaptions(draft, brings);
  const change = (changes: Partial<typeof draft.ownCaptions>): void =>
    onChange((before) => ({ ...before, ownCaptions: { ...before.ownCaptions, ...changes } }));
  return (
    <>
      <Choices legend="On my own images">
        <Choice
          kind="checkbox"
          name="own-captions"
          value="own-captions"
          checked={wanted}
          title="Likeness to my own captions"
          onChange={(on) => change({ wanted: on })}
        >
          Keeps some captioned images from training and asks each model to describe them (CIDEr-D), so that
          rounds and the stop rule have something to be decided by.{' '}
          {brings?.benchmarks
            ? 'Your folder brings benchmarks in bench/: this would take their place.'
            : 'Your folder brings no benchmark of its own.'}{' '}
          Likeness to alt text is no proof of a good caption.
        </Choice>
      </Choices>
      {wanted && (
        <div className="new-fields">
          <WholeNumber
            label="Kept from training, in %"
            about="Of the images with a caption. Where fewer than 20 would come of it, none are kept."
            min={1}
            max={50}
            value={draft.ownCaptions.percent}
            onChange={(percent) => change({ percent })}
          />
          <WholeNumber
            label="At most"
            about="So many images; more would only take longer."
            min={20}
            max={100_000}
            value={draft.ownCaptions.most}
            onChange={(most) => change({ most })}
          />
        </div>
      )}
    </>
  );
}
