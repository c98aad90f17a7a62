/** What leaves the window as text or picture: onto the clipboard, or into a file that the user names. */
import { z } from 'zod';

const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });

export const copyFormats = ['csv', 'tex', 'svg', 'png'] as const;
export type CopyFormat = (typeof copyFormats)[number];

/** A picture's bytes in base64. The largest canvas would be more; nobody looks at such. */
const Png = z.base64().max(60_000_000);

export const copyRequests = {
  'window.copy': request(z.strictObject({ text: z.string().max(4_000_000) }), z.strictObject({})),
  'window.copyPicture': request(z.strictObject({ png: Png }), z.strictObject({})),
  /** Into a file that the system's dialog asks for; null when it was closed without a choice. */
  'window.saveCopy': request(
    z.strictObject({
      /** The dialog proposes a name made of it. */
      title: z.string().max(2000),
      format: z.enum(copyFormats),
      /** Text, or a PNG's bytes in base64. */
      content: z.string().max(60_000_000),
    }),
    z.strictObject({ file: z.string().nullable() }),
  ),
};
