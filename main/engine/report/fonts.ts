/** The report's typefaces (SIL Open Font License), inlined so that it looks the same everywhere and asks no network. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const faces = [
  {
    family: 'Squared Serif',
    file: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
  },
  {
    family: 'Squared Sans',
    file: '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
  },
];

export async function fontFaces(): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const rules = await Promise.all(
    faces.map(async ({ family, file }) => {
      const bytes = await readFile(resolve(file));
      const source = `url(data:font/woff2;base64,${bytes.toString('base64')}) format('woff2')`;
      return `@font-face{font-family:'${family}';font-weight:200 900;font-display:block;src:${source}}`;
    }),
  );
  return rules.join('\n');
}
