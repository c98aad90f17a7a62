/** COCO captions, `annotations[{ image_id, caption }]`, by the name of their image. */
import { type AnnotationFile, idOf, imagesById, type Refuse } from './annotation-file.ts';
import { cleaned, longestText, tooLong } from './text.ts';

const mostCaptions = 100;

export function captionsByImage(
  file: AnnotationFile,
  known: { has(name: string): boolean },
  refuse: Refuse,
): Map<string, string[]> {
  const images = imagesById(file.images, known, refuse);
  const captions = new Map<string, string[]>();
  for (const { position, value } of file.annotations) {
    const image = images.get(idOf(value.image_id) ?? '');
    if (!image) continue;
    const { caption } = value;
    const own = captions.get(image.name) ?? [];
    if (typeof caption !== 'string' || cleaned(caption) === '') refuse(position, 'it says nothing');
    else if (caption.length > longestText) refuse(position, tooLong);
    else if (own.length === mostCaptions) refuse(position, 'more than 100 captions are about its image');
    else captions.set(image.name, [...own, cleaned(caption)]);
  }
  return captions;
}
