/** A record as a sample of an image and what is said about it, by a mapping of its fields. Pure, but for the lookup of images. */
import type { Mapping } from '../../../../shared/data.ts';
import type { Turn } from '../dataset.ts';
import { isImageFile, refusalOf } from '../image-name.ts';
import { turnsOfConversation } from '../llava.ts';
import type { Refused } from '../plain-file.ts';
import { cleaned, longestText, tooLong } from '../text.ts';
import { messagesOf } from './messages.ts';
import type { Picture, SampleItem, SourceRecord } from './reader.ts';
import { isEmpty, isObject } from './values.ts';

interface Reading {
  readonly mapping: Mapping;
  readonly briefPrompt: string;
  /** Looks up an image that lies as a file of its own. */
  readonly find: (path: string) => { path: string; file: string } | Refused;
}

const unnamed = 'it names no image';

export function sampleOf(record: SourceRecord, { mapping, briefPrompt, find }: Reading): SampleItem {
  const { file, position, fields } = record;
  const address = textIn(fields, mapping.address);
  const sha256 = sha256Of(textIn(fields, mapping.sha256));
  const shown = pictureOf(valueIn(fields, mapping.image), record, find);
  if ('refused' in shown && (shown.refused !== unnamed || (address === null && sha256 === null)))
    return { file, position, refused: shown.refused };
  const said = turnsOf(fields, mapping, briefPrompt);
  if ('refused' in said) return { file, position, refused: said.refused };
  const picture = 'refused' in shown ? null : shown.picture;
  if (picture === null && said.turns.length === 0)
    return { file, position, refused: 'it has neither a picture nor a text' };
  return {
    file,
    position,
    name: 'refused' in shown ? record.name : shown.name,
    picture,
    turns: said.turns,
    scores: scoresOf(fields, mapping.scores),
    address,
    sha256,
    remark: said.remark,
  };
}

type Shown = { name: string; picture: Picture } | Refused;

function pictureOf(value: unknown, record: SourceRecord, find: Reading['find']): Shown {
  if (isEmpty(value)) return { refused: unnamed };
  if (value instanceof Uint8Array) return { name: record.name, picture: { bytes: value } };
  if (Array.isArray(value)) {
    const images = value.filter((one) => !isEmpty(one));
    return images.length === 1
      ? pictureOf(images[0], record, find)
      : { refused: 'it names several images; one image a conversation is read' };
  }
  if (isObject(value)) {
    if (value.bytes instanceof Uint8Array) return { name: record.name, picture: { bytes: value.bytes } };
    if (typeof value.earlier === 'string') return { name: value.earlier, picture: 'earlier' };
    return pictureOf(value.path ?? null, record, find);
  }
  if (typeof value !== 'string') return { refused: 'its image is not a path' };
  const refused = refusalOf(value);
  if (refused) return { refused };
  if (!isImageFile(value)) return { refused: 'its image has no ending of an image file; it was not opened' };
  const found = find(value);
  return 'refused' in found ? found : { name: found.path, picture: { file: found.file } };
}

type Said = { turns: Turn[]; remark: string | null } | Refused;

function turnsOf(fields: SourceRecord['fields'], mapping: Mapping, briefPrompt: string): Said {
  const conversation = valueIn(fields, mapping.conversations);
  if (!isEmpty(conversation)) {
    const read = messagesOf(conversation);
    if ('refused' in read) return read;
    const said = turnsOfConversation(read.messages, briefPrompt);
    if ('refused' in said) return said;
    const remark = said.unanswered
      ? 'an answer is empty; what else is said was kept'
      : read.system
        ? 'its message to the system was left out; its turns were kept'
        : null;
    return { turns: said.turns, remark };
  }
  const question = textIn(fields, mapping.question);
  if (question !== null) {
    const [answer] = textsIn(fields, mapping.answer);
    const messages = [
      { from: 'human', value: question },
      { from: 'gpt', value: answer ?? '' },
    ];
    const said = turnsOfConversation(messages, briefPrompt);
    if ('refused' in said) return said;
    return { turns: said.turns, remark: said.unanswered ? 'its question has no answer' : null };
  }
  const turns: Turn[] = [];
  for (const text of textsIn(fields, mapping.text)) {
    if (text.length > longestText) return { refused: tooLong };
    const assistant = cleaned(text);
    if (assistant !== '' && !turns.some((turn) => turn.assistant === assistant))
      turns.push({ user: briefPrompt, assistant });
  }
  return { turns, remark: null };
}

const valueIn = (fields: SourceRecord['fields'], name: string | null): unknown =>
  name !== null && Object.hasOwn(fields, name) ? fields[name] : undefined;

function textIn(fields: SourceRecord['fields'], name: string | null): string | null {
  const value = valueIn(fields, name);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function textsIn(fields: SourceRecord['fields'], name: string | null): string[] {
  const value = valueIn(fields, name);
  const values = Array.isArray(value) ? value : [value];
  return values.flatMap((one) =>
    typeof one === 'string' ? [one] : typeof one === 'number' || typeof one === 'bigint' ? [String(one)] : [],
  );
}

const sha256Of = (text: string | null): string | null =>
  text !== null && /^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : null;

/** Of a list of numbers (one a turn) the mean. */
function scoresOf(fields: SourceRecord['fields'], names: readonly string[]): Record<string, number> {
  const scores: Record<string, number> = {};
  for (const name of names) {
    const value = valueIn(fields, name);
    const numbers = (Array.isArray(value) ? value : [value])
      .map((one) => (typeof one === 'bigint' ? Number(one) : one))
      .filter((one): one is number => typeof one === 'number' && Number.isFinite(one));
    if (numbers.length > 0) scores[name] = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  }
  return scores;
}
