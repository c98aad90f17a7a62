/** `transformers-js.ts MODEL LIST`: captions a second of stock Transformers.js, from JPEG files, for each batch size. */
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import {
  AutoModelForImageTextToText,
  AutoTokenizer,
  env,
  full,
  RawImage,
  Tensor,
} from '@huggingface/transformers';

const [model = '', list = ''] = process.argv.slice(2);
const { images, prompt, tokens, batches } = JSON.parse(readFileSync(list, 'utf8'));
const config = JSON.parse(readFileSync(`${model}/config.json`, 'utf8'));
env.allowRemoteModels = false;
env.localModelPath = dirname(model);
const name = basename(model);
const tokenizer = await AutoTokenizer.from_pretrained(name);
const vlm = await AutoModelForImageTextToText.from_pretrained(name, { dtype: 'fp32', device: 'cpu' });
const { image_size: size, patch_size } = config.vision_config;
const visual = (size / patch_size / config.scale_factor) ** 2;
const ids: number[] = tokenizer.encode(`${'<image>'.repeat(visual)}<|user|>${prompt}<|assistant|>`, {
  add_special_tokens: false,
});

async function captions(files: readonly string[]): Promise<void> {
  const pictures = await Promise.all(
    files.map(async (file) => (await (await RawImage.read(file)).rgb().resize(size, size)).data),
  );
  const values = new Float32Array(files.length * 3 * size * size);
  for (const [row, data] of pictures.entries()) {
    for (let i = 0; i < size * size; i++) {
      for (let c = 0; c < 3; c++)
        values[(row * 3 + c) * size * size + i] = (data[i * 3 + c] as number) / 127.5 - 1;
    }
  }
  const rows = BigInt64Array.from(
    files.flatMap(() => ids),
    BigInt,
  );
  await vlm.generate({
    input_ids: new Tensor('int64', rows, [files.length, ids.length]),
    attention_mask: full([files.length, ids.length], 1n),
    pixel_values: new Tensor('float32', values, [files.length, 1, 3, size, size]),
    pixel_attention_mask: full([files.length, 1, size, size], true),
    max_new_tokens: tokens,
    min_new_tokens: tokens,
    do_sample: false,
  } as never);
}

for (const batch of batches) {
  await captions(images.slice(0, Math.min(4, batch)));
  const began = performance.now();
  let first = 0;
  for (let start = 0; start < images.length; start += batch) {
    await captions(images.slice(start, start + batch));
    first ||= (performance.now() - began) / 1000;
  }
  console.log(
    JSON.stringify({
      captionsPerSecond: images.length / ((performance.now() - began) / 1000),
      firstSeconds: first,
      memoryBytes: process.resourceUsage().maxRSS * 1024,
      how: `batches of ${batch}`,
    }),
  );
}
