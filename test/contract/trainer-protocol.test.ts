/** The engine's side of the golden lines; the trainer's is resources/trainer/tests/test_serve.py. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  GeneratedRow,
  PromptLine,
  SampleLine,
  TrainerEvent,
  TrainerRequest,
  trainerCommands,
  trainerProtocolVersion,
} from '../../shared/trainer-protocol.ts';

const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'trainer-protocol.json'), 'utf8'));
const named = (lines: { command?: string; event?: string }[]) =>
  lines.map((line) => [line.command ?? line.event, line] as const);

test('both sides speak the same version', () => {
  expect(trainerProtocolVersion).toBe(golden.protocol);
});

describe('the golden lines are what the schemas know, unchanged', () => {
  test.each(named(golden.requests))('request %s', (_, line) => {
    expect(TrainerRequest.parse(line)).toEqual(line);
  });
  test.each(named(golden.events))('event %s', (_, line) => {
    expect(TrainerEvent.parse(line)).toEqual(line);
  });
});

test('every command and every event has a golden line', () => {
  const commands = golden.requests.map((line: { command: string }) => line.command);
  expect(new Set(commands)).toEqual(new Set([...Object.keys(trainerCommands), 'cancel']));
  const events = TrainerEvent.options.map((option) => option.shape.event.value);
  expect(new Set(golden.events.map((line: { event: string }) => line.event))).toEqual(new Set(events));
});

test.each([
  ['a stage without a name', { ...golden.requests[1], args: { ...golden.requests[1].args, stages: [{}] } }],
  ['a command nobody knows', { id: 1, command: 'erase', args: {} }],
  ['an argument nobody knows', { ...golden.requests[0], args: { ...golden.requests[0].args, eval: 'x' } }],
])('%s is refused', (_, line) => {
  expect(TrainerRequest.safeParse(line).success).toBe(false);
});

test('sample and prompt lines', () => {
  const sample = { row: 3, turns: [{ user: 'what is it?', assistant: 'a dog' }] };
  expect(SampleLine.parse(sample)).toEqual(sample);
  expect(SampleLine.safeParse({ ...sample, row: -1 }).success).toBe(false);
  expect(PromptLine.safeParse({ id: 0, row: 0, prompt: 'what is it?' }).success).toBe(true);
  for (const { rows } of golden.events.filter((line: { event: string }) => line.event === 'rows')) {
    for (const row of rows) expect(GeneratedRow.parse(row)).toEqual(row);
  }
});
