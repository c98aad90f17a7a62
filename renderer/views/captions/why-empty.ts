/** Why no image fits, as far as what is known of the writer's captions tells. Pure. */
import { captionFlagTitles, type GalleryFilter, type WriterChoice } from '../../../shared/gallery.ts';
import { metricTitle, spanInWords } from './metric-text.ts';

/** `who`: as in "captions by V1". */
export function whyEmpty(
  { set, search, writer, ranges = [], flags = [], order }: GalleryFilter,
  choice: WriterChoice | undefined,
  who: string,
): string[] {
  const measured = choice?.measured;
  if (writer && !choice) return [`There are no captions by ${who}.`];
  if (writer && !measured && (ranges.length > 0 || flags.length > 0 || order))
    return [`The captions by ${who} have not been measured yet.`];
  const reasons = [
    ...flags
      .filter((flag) => measured && !measured.flags.some((known) => known.flag === flag))
      .map((flag) => `No caption by ${who} is marked “${captionFlagTitles[flag].title}”.`),
    ...[...ranges, ...(order ? [{ metric: order.metric, least: null, most: null }] : [])].flatMap(
      ({ metric, least, most }) => {
        const known = measured?.metrics.find((one) => one.metric === metric);
        const title = metricTitle(metric);
        if (!measured) return [];
        if (!known) return [`${title} is not known of any caption by ${who}.`];
        if ((least ?? known.least) <= known.most && (most ?? known.most) >= known.least) return [];
        return [
          `${title} of captions by ${who}: ${spanInWords(metric, known.least, known.most)}, none beyond.`,
        ];
      },
    ),
  ];
  if (reasons.length > 0) return reasons;
  const parts = [
    ...(search ? ['these words'] : []),
    ...ranges.map(({ metric }) => metricTitle(metric)),
    ...flags.map((flag) => `“${captionFlagTitles[flag].title}”`),
    ...(set ? [`the set “${set}”`] : []),
  ];
  if (search && parts.length === 1)
    return [
      `No caption${writer ? ` by ${who}` : ''} has all of these words. The last word may be the beginning of one.`,
    ];
  if (parts.length > 1)
    return [`No caption${writer ? ` by ${who}` : ''} has all of it: ${parts.join(', ')}.`];
  return set ? [`Nobody${writer ? ` called ${who}` : ''} wrote about images of the set “${set}”.`] : [];
}
