/** A drawing as a picture, two pixels to one. */
import { escaped } from './svg-text.ts';

const sharpness = 2;
/** A canvas has no more pixels a side. */
const mostPixels = 16_384;

/** The PNG's bytes in base64. A drawing that is an image sees none of the page's typefaces, so it is given its own. */
export async function pngOf(svg: string): Promise<string> {
  const { default: font } = await import(
    '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?inline'
  );
  const face = `@font-face{font-family:'Source Sans 3 Variable';font-weight:200 900;src:url(${escaped(font)})}`;
  const image = new Image();
  const whole = svg.replace(/^<svg[^>]*>/, (root) => `${root}<style>${face}</style>`);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(whole)}`;
  await image.decode();
  const scale = Math.min(sharpness, mostPixels / image.width, mostPixels / image.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This window has no canvas to draw the picture on.');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}
