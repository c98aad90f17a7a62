/** The codecs of parquet, held to what a page may unpack to: its header is a stranger's word. */
import { brotliDecompressSync, constants, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import type { CompressionCodec, Compressors } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

/** Pages are a megabyte as a rule; one of pictures may be as large as its row group. */
export const largestPage = 512e6;

type Unpack = (input: Uint8Array, outputLength: number) => Uint8Array;

/** Node's own codecs are several times as fast as those in JavaScript, which remain for the rest. */
const own: { [K in CompressionCodec]?: Unpack } = {
  GZIP: (input, outputLength) =>
    (input[0] === 0x1f ? gunzipSync : inflateSync)(input, { maxOutputLength: Math.max(1, outputLength) }),
  BROTLI: (input, outputLength) =>
    brotliDecompressSync(input, {
      maxOutputLength: Math.max(1, outputLength),
      params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 0 },
    }),
  ZSTD: (input, outputLength) => zstdDecompressSync(input, { maxOutputLength: Math.max(1, outputLength) }),
};

export const boundedCompressors: Compressors = Object.fromEntries(
  Object.entries({ ...compressors, ...own }).map(([codec, unpack]) => [
    codec,
    (input: Uint8Array, outputLength: number) => {
      if (!(outputLength >= 0 && outputLength <= largestPage))
        throw new RangeError('a page unpacks to more than 512 MB');
      const output = unpack(input, outputLength);
      if (output.length !== outputLength) throw new RangeError('a page unpacks to another size than it says');
      return output;
    },
  ]),
);
