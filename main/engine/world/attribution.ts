/** Written beside every world: the licence asks that the source of the pictures stays with them. */
export const attribution = `The pictures in this folder are drawn from Noto Emoji.

noto emoji (https://github.com/googlefonts/noto-emoji)
copyright Google LLC
licensed under the Apache License, Version 2.0 (https://www.apache.org/licenses/LICENSE-2.0)
taken from the package @iconify-json/noto, resized, tinted, flipped and placed on procedural backgrounds.
`;
