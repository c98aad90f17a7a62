/** The tokenizer and the model must be of one kind; each mismatch is told with the file and what was expected. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Text, type TextModel } from '../../../main/captioner/text.ts';
import { resources } from '../../../main/engine/places.ts';

const folder = join(resources, 'models', 'pico');
const file = (name: string): string => readFileSync(join(folder, name), 'utf8');

const pico = (changed: Partial<TextModel> = {}): TextModel => ({
  folder,
  tokenizer: {
    json: JSON.parse(file('tokenizer.json')),
    config: JSON.parse(file('tokenizer_config.json')),
  },
  template: file('chat_template.jinja'),
  imageToken: 4,
  visualTokens: 36,
  words: 1065,
  mostPositions: 256,
  ...changed,
});

test('a prompt and back', () => {
  const text = new Text(pico());
  const ids = text.prompt('is there a dog?');
  expect(ids.filter((id) => id === 4)).toHaveLength(36);
  expect(text.decode(ids)).toBe('is there a dog?');
});

test('a tokenizer with more words than the model', () => {
  expect(() => new Text(pico({ words: 3 }))).toThrow(
    /tokenizer\.json has ".+" as \d+; the model knows 3 tokens\. They are not of one model\./,
  );
});

test('a config that calls another token the image’s', () => {
  expect(() => new Text(pico({ imageToken: 1 }))).toThrow(
    /config\.json calls token 1 the image's; tokenizer\.json has <\|end\|> there instead of <image>\./,
  );
  expect(() => new Text(pico({ imageToken: 900 }))).toThrow(/has nothing there instead of <image>/);
});

test.each([
  ['{{ broken', /chat template of .* cannot be used/],
  ['no picture', /is expected to put one <image> before the text; it gives "no picture"/],
])('the chat template %j', (template, fault) => {
  expect(() => new Text(pico({ template }))).toThrow(fault);
});
