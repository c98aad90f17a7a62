/** Text that a caption claims to read in the picture. */

/** Longer than this it is no quotation but an apostrophe that met another. */
const longest = 200;

const inMarks = /[“"„«]([^“”"„«»]{1,200})[”"“»]|(?<![\p{L}\p{N}])[‘']([^‘’'\n]{1,200})[’'](?![\p{L}\p{N}])/gu;
const announced = /\b(?:says?|saying|reads?|reading|labell?ed|titled)\s+([\p{L}\p{N}][^\s.,;:!?"“”]*)/giu;

/** What stands in quotation marks, and without any the word behind `says`, `reads`, `labelled` and the like. In order. */
export function quotedTexts(text: string): string[] {
  const marked = [...text.matchAll(inMarks)].map((match) => (match[1] ?? match[2] ?? '').trim());
  const said = marked.filter((one) => /[\p{L}\p{N}]/u.test(one) && one.length <= longest);
  if (said.length > 0) return said;
  return [...text.matchAll(announced)].map((match) => match[1] as string);
}

/** Letters and digits only, whatever their case: how texts in pictures are compared. */
export const bareText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Whether a quotation is what stands in the picture, or a part of it. */
export const isThere = (quotation: string, texts: readonly string[]): boolean => {
  const bare = bareText(quotation);
  return bare !== '' && texts.some((text) => bareText(text).includes(bare));
};
