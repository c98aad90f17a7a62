/** Captions held against their images by a CLIP-class model of the user's, in its own process; this one's judgements are known. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, onTestFinished, test } from 'vitest';
import { planOf } from '../../main/engine/plan/presets.ts';
import { pythonPath } from '../../main/engine/setup/python-step.ts';
import { measureCaptions } from '../../main/engine/steps/measure-captions.ts';
import { insertCaptions, insertImages, insertSets, openForWriting } from '../../main/engine/store/index.ts';
import { startImageTextJudge } from '../../main/engine/workers/image-text-judge.ts';
import { temporaryFolder } from '../temporary.ts';
import { caption, origin } from '../unit/engine/store/made-up.ts';

function model(): string {
  const folder = temporaryFolder('clip');
  const made = spawnSync(pythonPath, [join(import.meta.dirname, 'make_clip.py'), folder], {
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(made.stderr);
  return folder;
}

/** Three times as wide as high, its sides of another colour: what is seen of it is the square in the middle. */
async function picture(middle: string, edges: string): Promise<string> {
  const file = join(temporaryFolder('clip'), 'picture.png');
  const square = await sharp({ create: { width: 64, height: 40, channels: 3, background: middle } })
    .png()
    .toBuffer();
  await sharp({ create: { width: 120, height: 40, channels: 3, background: edges } })
    .composite([{ input: square, left: 28, top: 0 }])
    .png()
    .toFile(file);
  return file;
}

describe('the model', () => {
  test('sees the middle of a picture and the words of a text, and cuts what is too long', async () => {
    const judge = await startImageTextJudge(model(), () => {});
    try {
      const file = await picture('#ff0000', '#0000ff');
      const similarity = async (text: string) => {
        const judged = await judge.ask({ file, text });
        return 'similarity' in judged ? judged.similarity : Number.NaN;
      };
      expect(await similarity('a red a')).toBeCloseTo(1, 5);
      expect(await similarity('GREEN')).toBeCloseTo(-1 / 3, 5);
      // Six places: the opening mark, four words, the closing mark.
      expect(await similarity('green green green green red red red red red')).toBeCloseTo(-1 / 3, 5);
      expect(await similarity('nothing that it knows')).toBe(0);
      const broken = join(temporaryFolder('clip'), 'broken.jpg');
      writeFileSync(broken, 'no picture');
      expect(await judge.ask({ file: broken, text: 'red' })).toEqual({
        refused: 'its content is not a JPEG, PNG, WebP, GIF, TIFF or AVIF image',
      });
    } finally {
      await judge.stop();
    }
  });

  test('a folder that holds none is told in words', async () => {
    const folder = model();
    writeFileSync(join(folder, 'preprocessor_config.json'), '{"size": {"shortest_edge": -1}}');
    const judge = await startImageTextJudge(folder, () => {});
    await expect(judge.ask({ file: '/x.png', text: 'red' })).rejects.toThrow(
      /image-text model in .* ended with exit code 1.*preprocessor_config\.json/s,
    );
  });
});

test('captions are stored with how well they fit; without a working model the rest is measured all the same', async () => {
  const db = openForWriting(join(temporaryFolder('clip'), 'squared.sqlite'));
  onTestFinished(() => void db.close());
  insertSets(db, [{ name: 'pretrain', role: 'pretrain' }]);
  const files = [await picture('#ff0000', '#ff0000'), await picture('#00ff00', '#00ff00')];
  insertImages(
    db,
    files.map((file, row) => ({
      set: 'pretrain',
      name: `${row}.png`,
      file,
      sha256: String(row),
      width: 80,
      height: 40,
      row,
      truth: null,
      turns: [],
    })),
  );
  insertCaptions(db, origin('v0'), [caption(1, 'a red a'), caption(2, 'a red a')]);
  const measured = async (folder: string) => {
    const said: string[] = [];
    const plan = { ...planOf('smoke'), imageTextModel: folder };
    const quality = await measureCaptions({ plan, db, log: (line) => said.push(line) }, 1, 'v0');
    return { said, figures: new Map(quality?.figures.map((one) => [one.metric, one])) };
  };
  const without = await measured('/nowhere');
  expect(without.said.join('\n')).toMatch(/Image-text similarity was not measured: .*\/nowhere/);
  expect(without.figures.get('words')?.value).toBe(3);
  expect(without.figures.has('image-text')).toBe(false);
  const fit = (await measured(model())).figures.get('image-text');
  expect(fit?.value).toBeCloseTo((1 - 1 / 3) / 2, 5);
  expect(fit?.n).toBe(2);
});
