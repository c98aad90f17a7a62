"""`python -m pretraining.language SCENES OUT`: the language model learns to read before it ever sees an image.

Where visual tokens will stand it finds a grid of words: each of the 36 cells is the mean of its four patches' word
embeddings (kind, background, or "sign"), with its position, its object's corners and the object's centre marked in
directions of their own, as real visual tokens carry them, and a little noise, since a projector will never hit a word
exactly. Over such grids it learns to caption, to say whether something is there, to count, to name the ground, and
where in the grid things stand: without a sense of place no specialist learns relations or boxes. Those themselves, and
reading, are left to the specialists. An LM pretrained on running text alone never learns to look (see LAB.md).
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
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import SmolVLMForConditionalGeneration

from squared_trainer.batches import Sequence, collate
from squared_trainer.device import device
from squared_trainer.model import answer_loss, fresh_projector, pico_config
from squared_trainer.text import SPECIALS, Text

from .encoder import box_targets, positions
from .scenes import BRIEF, cell_of, comparisons, places, read_patches, read_scenes

CELLS = 36


def turns(scene: dict, long: list[str], rng: random.Random) -> list[tuple[str, str]]:
    """The questions of one scene: a caption, existence, counting and now and then a coarse text or the ground."""
    chosen = [
        (rng.choice(long), scene["dense"]),
        *map(tuple, rng.sample(scene["existence"], 2)),
        tuple(rng.choice(scene["counting"])),
        *places(scene, rng),
        *comparisons(scene, rng),
    ]
    if scene["alt"] and rng.random() < 0.3:
        chosen.append((BRIEF, scene["alt"]))
    if rng.random() < 0.1:
        chosen.append(tuple(scene["backgroundQuestion"]))
    return chosen


def cells(patches: np.ndarray, scene: dict, word_of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What the encoder knows of each cell: word ids of its four patches (36 x 4, cells row by row), and 7 numbers: its
    position, the corners of the object on it (both from -1 to 1), and whether an object's centre lies in it."""
    grid = by_cell(word_of[patches])
    corners, _ = box_targets(scene)
    centres = np.zeros((CELLS, 1), np.float32)
    for thing in scene["objects"]:
        row, column = cell_of(thing["box"])
        centres[(row - 1) * 6 + column - 1] = 1
    known = np.concatenate((positions(), corners.astype(np.float32)), -1)
    return grid, np.concatenate((by_cell(known).mean(1), centres), -1)


def by_cell(patches: np.ndarray) -> np.ndarray:
    """144 x ... -> 36 x 4 x ..., as the pixel shuffle groups the patches."""
    rest = patches.shape[1:]
    return patches.reshape(6, 2, 6, 2, *rest).swapaxes(1, 2).reshape(CELLS, 4, *rest)


def place_codes(width: int, seed: int) -> Tensor:
    """6 x D: the directions that position and corners add to a visual token, about half as large as a word."""
    return torch.randn(6, width, generator=torch.Generator().manual_seed(seed)) * 0.03


def slots(table: Tensor, codes: Tensor, grids: Tensor, known: Tensor, thing: int, noise: float) -> Tensor:
    """What stands where visual tokens will stand: B x 36 x D."""
    mean = F.embedding(grids, table).mean(2) + known[..., :6] @ codes + known[..., 6:] * table[thing]
    return mean + torch.randn_like(mean) * mean.detach().pow(2).mean().sqrt() * noise


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=60000)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--noise", type=float, default=0.3)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    tokenizer = Tokenizer.from_file(str(args.out / "tokenizer.json"))
    config = pico_config(tokenizer.get_vocab_size(), {token: tokenizer.token_to_id(token) for token in SPECIALS})
    config.save_pretrained(args.out)
    text = Text(args.out)
    long = json.loads((Path(__file__).parents[2] / "prompts" / "long.json").read_text(encoding="utf-8"))
    model = SmolVLMForConditionalGeneration._from_config(config)
    fresh_projector(model, torch.Generator().manual_seed(args.seed))
    classes = json.loads((args.scenes / "classes.json").read_text(encoding="utf-8"))
    kinds = {thing["kind"] for scene in islice(read_scenes(args.scenes), 5000) for thing in scene["objects"]}
    grounds = {scene["background"] for scene in islice(read_scenes(args.scenes), 5000)}
    word_of = np.array([text.encode(f" {name if name in kinds | grounds else 'sign'}")[0] for name in classes])
    patches = read_patches(args.scenes)[: args.count]
    rng = random.Random(args.seed)
    pool, grids, known = [], [], []
    for row, scene in enumerate(islice(read_scenes(args.scenes), len(patches))):
        pool.append(Sequence(row, tuple(text.turn(*turn) for turn in turns(scene, long, rng))))
        words, numbers = cells(patches[row], scene, word_of)
        grids.append(words)
        known.append(numbers)
    held = pool[-512:]
    pool = pool[:-512]

    model.to(device())
    grids, known = (torch.from_numpy(np.stack(each)).to(device()) for each in (grids, known))
    codes = place_codes(model.config.text_config.hidden_size, args.seed).to(device())
    language = model.model.text_model
    parameters = list(language.parameters())
    optimiser = torch.optim.AdamW(parameters, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    per_epoch = len(pool) // args.batch
    steps, step, began, running = per_epoch * args.epochs, 0, time.monotonic(), []

    def loss_on(group: list[Sequence], noise: float) -> Tensor:
        batch = collate(group, text.pad).to(device())
        visual = slots(language.embed_tokens.weight, codes, grids[batch.rows], known[batch.rows], text.thing, noise)
        return answer_loss(model, visual, batch)

    for _ in range(args.epochs):
        rng.shuffle(pool)
        for start in range(0, per_epoch * args.batch, args.batch):
            optimiser.param_groups[0]["lr"] = (
                1.5e-3 * min(1, (step + 1) / 200) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / steps)))
            )
            loss = loss_on(pool[start : start + args.batch], args.noise)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            step += 1
            running.append(loss.item())
            if step % 200 == 0:
                rate = step * args.batch / (time.monotonic() - began)
                print(f"step {step}/{steps} loss {np.mean(running[-200:]):.4f} {rate:.0f} grids/s", flush=True)
            if step % 1000 == 0:
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
