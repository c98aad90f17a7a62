"""`python -m pretraining.language SCENES OUT`: the language model learns to read before it ever sees an image.

Where visual tokens will stand it finds a grid of words: each of the 36 cells is the mean of its four patches' word
embeddings (kind, background, or "sign"), an object's centre is marked, and a little noise is added, since a projector
will never hit a word exactly. Over such grids it learns to caption, to say whether something is there, to count and to
name the ground. Relations, boxes and reading are left to the specialists. An LM pretrained on running text alone never
learns to look (see LAB.md).
"""

import argparse
import json
import math
import random
import time
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import SmolVLMForConditionalGeneration

from squared_trainer.batches import Sequence, collate
from squared_trainer.model import answer_loss, fresh_projector, pico_config
from squared_trainer.text import SPECIALS, Text

from .scenes import BRIEF, read_patches, read_scenes

CELLS = 36


def turns(scene: dict, long: list[str], rng: random.Random) -> list[tuple[str, str]]:
    """The questions of one scene: a caption, existence, counting and now and then a coarse text or the ground."""
    chosen = [
        (rng.choice(long), scene["dense"]),
        *map(tuple, rng.sample(scene["existence"], 2)),
        tuple(rng.choice(scene["counting"])),
    ]
    if scene["alt"] and rng.random() < 0.3:
        chosen.append((BRIEF, scene["alt"]))
    if rng.random() < 0.1:
        chosen.append(tuple(scene["backgroundQuestion"]))
    return chosen


def cells(patches: np.ndarray, scene: dict, word_of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Word ids of the four patches of each cell (36 x 4, cells row by row) and 1 where an object's centre lies."""
    grid = word_of[patches].reshape(6, 2, 6, 2).transpose(0, 2, 1, 3).reshape(CELLS, 4)
    centres = np.zeros(CELLS, np.float32)
    for thing in scene["objects"]:
        x1, y1, x2, y2 = thing["box"]
        centres[min(5, int((y1 + y2) / 32)) * 6 + min(5, int((x1 + x2) / 32))] = 1
    return grid, centres


def slots(table: Tensor, grids: Tensor, centres: Tensor, thing: int, noise: float) -> Tensor:
    """What stands where visual tokens will stand: B x 36 x D."""
    mean = F.embedding(grids, table).mean(2) + centres[..., None] * table[thing]
    return mean + torch.randn_like(mean) * mean.detach().pow(2).mean().sqrt() * noise


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=60000)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--noise", type=float, default=0.3)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    text = Text(args.out)
    long = json.loads((Path(__file__).parents[2] / "prompts" / "long.json").read_text(encoding="utf-8"))
    specials = {token: text.tokenizer.token_to_id(token) for token in SPECIALS}
    model = SmolVLMForConditionalGeneration._from_config(pico_config(text.tokenizer.get_vocab_size(), specials))
    fresh_projector(model, torch.Generator().manual_seed(args.seed))
    classes = json.loads((args.scenes / "classes.json").read_text(encoding="utf-8"))
    kinds = {thing["kind"] for scene in islice(read_scenes(args.scenes), 5000) for thing in scene["objects"]}
    grounds = {scene["background"] for scene in islice(read_scenes(args.scenes), 5000)}
    word_of = np.array([text.encode(f" {name if name in kinds | grounds else 'sign'}")[0] for name in classes])
    patches = read_patches(args.scenes)[: args.count]
    rng = random.Random(args.seed)
    pool, grids, centres = [], [], []
    for row, scene in enumerate(islice(read_scenes(args.scenes), len(patches))):
        pool.append(Sequence(row, tuple(text.turn(*turn) for turn in turns(scene, long, rng))))
        grid, centre = cells(patches[row], scene, word_of)
        grids.append(grid)
        centres.append(centre)
    grids, centres = torch.from_numpy(np.stack(grids)), torch.from_numpy(np.stack(centres))
    held = pool[-512:]
    pool = pool[:-512]

    language = model.model.text_model
    parameters = list(language.parameters())
    optimiser = torch.optim.AdamW(parameters, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    per_epoch = len(pool) // args.batch
    steps, step, began, running = per_epoch * args.epochs, 0, time.monotonic(), []

    def loss_on(group: list[Sequence], noise: float) -> Tensor:
        batch = collate(group, CELLS, text.pad)
        visual = slots(language.embed_tokens.weight, grids[batch.rows], centres[batch.rows], text.thing, noise)
        return answer_loss(model, visual, batch)

    for _ in range(args.epochs):
        rng.shuffle(pool)
        for start in range(0, per_epoch * args.batch, args.batch):
            optimiser.param_groups[0]["lr"] = (
                2e-3 * min(1, (step + 1) / 200) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / steps)))
            )
            loss = loss_on(pool[start : start + args.batch], args.noise)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            step += 1
            running.append(loss.item())
            if step % 100 == 0:
                rate = step * args.batch / (time.monotonic() - began)
                print(f"step {step}/{steps} loss {np.mean(running[-100:]):.4f} {rate:.0f} grids/s", flush=True)
            if step % 500 == 0:
                model.save_pretrained(args.out)
    with torch.inference_mode():
        print(
            f"held-out loss {np.mean([loss_on(held[i : i + 64], 0.0).item() for i in range(0, 512, 64)]):.4f}",
            flush=True,
        )
    model.model.vision_model.load_state_dict(load_file(args.out / "encoder.safetensors"))
    model.save_pretrained(args.out)


if __name__ == "__main__":
    main()
