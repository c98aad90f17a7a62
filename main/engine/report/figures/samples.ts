import { type Lexicon, lexiconOf } from '../../quality/index.ts';
import { type Html, html } from '../html.ts';
import type { ReportInput, SampleCaption, SampleImage } from '../input.ts';
import { modelOrder, writerName } from '../names.ts';
import { markedPhrases, phraseLegend } from './phrases.ts';

/** Each image with everything that was written about it, oldest first; phrases are marked, or objects named as being there or not. */
export function samples({ sampleImages, objectNames, plan }: ReportInput): Html | null {
  if (sampleImages.length === 0) return null;
  const lexicon = objectNames ? lexiconOf(objectNames) : null;
  const phrased = sampleImages.some((image) => image.captions.some(({ phrases = [] }) => phrases.length > 0));
  const marked = !phrased && lexicon !== null && sampleImages.some(({ objects }) => objects !== null);
  return html`${
    phrased &&
    html`<p class="notes"><b>Figure 5.</b> Phrases of the captions, marked as in the paper’s Figure 4. True: what it names is in the picture; numbers and sizes are not judged. Whether a place or a quoted text is right is told where the data knows it.</p>${phraseLegend()}`
  }${marked && html`<p class="notes">Objects named: <span class="there">there</span>, <span class="imagined">not there</span>.</p>`}
  <div class="samples">${sampleImages.map((image) => {
    const order = modelOrder(
      image.captions.map(({ source }) => source),
      plan,
    );
    const captions = [...image.captions].sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source));
    return html`<figure class="sample">
      <img src="${image.dataUri}" width="${image.width}" height="${image.height}" alt="${altText(image)}">
      <dl>${captions.map(
        (
          caption,
          i,
        ) => html`${caption.source !== captions[i - 1]?.source && html`<dt>${writerName(caption.source, plan)}</dt>`}<dd>${
          asked(caption, plan) && html`<small>${caption.prompt}</small> `
        }${captionText(caption, image, lexicon)}</dd>
      `,
      )}</dl>
    </figure>`;
  })}</div>`;
}

/** What a specialist says is often short: without its question it says nothing. */
const asked = ({ source, prompt }: SampleCaption, plan: ReportInput['plan']): boolean =>
  prompt !== null && plan.specialists.some(({ name }) => name === source);

function altText({ objects, captions, file }: SampleImage): string {
  if (objects && objects.length > 0) return `Scene with ${objects.join(', ')}`;
  return captions[0]?.text || file;
}

function captionText(
  { text, truncated, phrases = [] }: SampleCaption,
  { objects }: SampleImage,
  lexicon: Lexicon | null,
): Html {
  const body =
    phrases.length > 0
      ? markedPhrases(text, phrases)
      : lexicon && objects
        ? markedText(text, new Set(objects), lexicon)
        : html`${text}`;
  return html`${text.trim() === '' ? html`<i>empty</i>` : body}${truncated && html` <small>(cut off)</small>`}`;
}

/** Marks whole words; what stands between them is kept as it is. */
function markedText(text: string, there: ReadonlySet<string>, lexicon: Lexicon): Html {
  const words = [...text.matchAll(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)];
  const parts: Html[] = [];
  let shown = 0;
  for (let at = 0; at < words.length; at++) {
    for (let length = Math.min(lexicon.longest, words.length - at); length > 0; length--) {
      const run = words.slice(at, at + length);
      const name = lexicon.names.get(run.map(([word]) => word.toLowerCase()).join(' '));
      const first = run[0];
      const last = run.at(-1);
      if (name === undefined || !first || !last) continue;
      if (name === null) {
        at += length - 1;
        break;
      }
      const end = last.index + last[0].length;
      parts.push(
        html`${text.slice(shown, first.index)}<span class="${there.has(name) ? 'there' : 'imagined'}">${text.slice(first.index, end)}</span>`,
      );
      shown = end;
      at += length - 1;
      break;
    }
  }
  return html`${parts}${text.slice(shown)}`;
}
