/** A caption with its phrases marked as the paper's figure 4 marks them: true, hallucinated, spatial, quoted. */
import type { CaptionPhrase } from '../../../../shared/gallery.ts';
import { type Html, html } from '../html.ts';

const titles: Record<CaptionPhrase['kind'], string> = {
  true: 'True: what it names is in the picture',
  hallucinated: 'Hallucinated: something it names is not in the picture, or not there',
  spatial: 'Says where something is',
  quoted: 'Says what is written',
};

/** Phrases in any order, none within another; what lies outside of the text is left out. */
export function markedPhrases(text: string, phrases: readonly CaptionPhrase[]): Html {
  const parts: Html[] = [];
  let shown = 0;
  for (const phrase of [...phrases].sort((a, b) => a.start - b.start)) {
    const { start, end, kind, holds } = phrase;
    if (start < shown || end > text.length || end <= start) continue;
    parts.push(
      html`${text.slice(shown, start)}<mark class="phrase ${kind}${holds === false ? ' wrong' : ''}" title="${inWords(phrase)}">${text.slice(start, end)}</mark>`,
    );
    shown = end;
  }
  return html`${parts}${text.slice(shown)}`;
}

export const phraseLegend = (): Html => html`<ul class="legend phrases">
  <li><mark class="phrase true">true</mark></li>
  <li><mark class="phrase hallucinated wrong">hallucinated</mark></li>
  <li><mark class="phrase spatial">says where</mark></li>
  <li><mark class="phrase quoted">says what is written</mark></li>
  <li><mark class="phrase spatial wrong">wrong place or text</mark></li>
</ul>`;

function inWords({ kind, holds }: CaptionPhrase): string {
  if (kind === 'true' || kind === 'hallucinated') return titles[kind];
  return `${titles[kind]}: ${holds === null ? 'whether rightly is not known' : holds ? 'right' : 'wrong'}`;
}
