"""`python -m pretraining.encoder SCENES OUT --epochs 2`: the SigLIP-type encoder, taught what every patch shows.

Per patch: its class (background, kind of object, or the sign's word), where in the image it is, the box of the object
it lies on, and whether it is that object's centre. The heads are thrown away; a linear projector can then find all of
this in the features.

The class is asked for twice: by cross-entropy, and as the nearest of fixed random codes by squared distance. Only the
second makes a class *linearly* readable, as contrastive training against text does for SigLIP: with cross-entropy alone
a probe named 97 % of the object cells, yet the best linear map into the LM's word embeddings hit 44 % (see LAB.md).
"""

import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional as F
from transformers.models.smolvlm.modeling_smolvlm import SmolVLMVisionTransformer

from squared_trainer.model import normalise, pico_config

from .scenes import PATCHES, read_patches, read_pixels, read_scenes

SIZE = 96
CODE = 96


def box_targets(scene: dict) -> tuple[np.ndarray, np.ndarray]:
    """Per patch: the corners of the object it lies on (144 x 4, from -1 to 1, all 0 on the ground), 1 at centres."""
    corners = np.zeros((PATCHES, PATCHES, 4), np.float16)
    centres = np.zeros((PATCHES, PATCHES), np.uint8)
    middle = (np.arange(PATCHES) + 0.5) * 8
    boxes = [thing["box"] for thing in scene["objects"]] + ([scene["signBox"]] if scene.get("signBox") else [])
    for x1, y1, x2, y2 in boxes:
        rows, columns = np.nonzero((middle[:, None] > y1) & (middle[:, None] < y2) & (middle > x1) & (middle < x2))
        corners[rows, columns] = np.array([x1, y1, x2, y2]) / (SIZE / 2) - 1
        centres[min(11, int((y1 + y2) / 16)), min(11, int((x1 + x2) / 16))] = 1
    return corners.reshape(-1, 4), centres.reshape(-1)


def positions() -> np.ndarray:
    """Across and down, from -1 to 1, of the middle of every patch: 144 x 2."""
    middle = ((np.arange(PATCHES) + 0.5) / (PATCHES / 2) - 1).astype(np.float32)
    return np.stack(np.meshgrid(middle, middle), -1).reshape(-1, 2)


class Heads(nn.Module):
    def __init__(self, width: int, classes: int):
        super().__init__()
        self.kind, self.corners, self.position, self.centre, self.code = (
            nn.Linear(width, size) for size in (classes, 4, 2, 1, CODE)
        )
        self.register_buffer("positions", torch.from_numpy(positions()))
        self.register_buffer("codes", F.normalize(torch.randn(classes, CODE), dim=-1))


def loss_of(heads: Heads, hidden: Tensor, labels: Tensor, corners: Tensor, centres: Tensor) -> tuple[Tensor, float]:
    logits = heads.kind(hidden)
    thing = (corners != 0).any(-1)
    loss = F.cross_entropy(logits.flatten(0, 1), labels.flatten())
    # Things cover a fifth of the patches and weigh as much as the ground.
    off = (heads.corners(hidden) - corners).abs().mean(-1)
    loss = loss + 2 * off[thing].mean() + off[~thing].mean()
    loss = loss + (heads.position(hidden) - heads.positions).abs().mean()
    loss = loss + 2 * (heads.code(hidden) - heads.codes[labels]).pow(2).sum(-1).mean()
    loss = loss + F.binary_cross_entropy_with_logits(
        heads.centre(hidden)[..., 0], centres, pos_weight=torch.tensor(8.0)
    )
    right = (logits.argmax(-1) == labels)[thing].float().mean().item()
    return loss, right


def encode(model: SmolVLMVisionTransformer, pixels: Tensor) -> Tensor:
    return model(pixel_values=normalise(pixels)).last_hidden_state


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=float, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--batch", type=int, default=32)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = np.random.default_rng(args.seed)
    pixels, labels = read_pixels(args.scenes), read_patches(args.scenes)
    targets = [box_targets(scene) for scene in read_scenes(args.scenes)]
    corners, centres = np.stack([t[0] for t in targets]), np.stack([t[1] for t in targets])
    held = 1000
    config = pico_config(1024, {"<|pad|>": 0, "<|end|>": 1, "<image>": 4}).vision_config
    config._attn_implementation = "sdpa"
    model = SmolVLMVisionTransformer._from_config(config)
    heads = Heads(config.hidden_size, int(labels.max()) + 1)
    parameters = [*model.parameters(), *heads.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    steps = int(args.epochs * (len(pixels) - held) / args.batch)
    order = np.concatenate([rng.permutation(len(pixels) - held) for _ in range(math.ceil(args.epochs))])

    def batch(index: np.ndarray) -> tuple[Tensor, ...]:
        return (
            torch.from_numpy(pixels[index]),
            torch.from_numpy(labels[index].astype(np.int64)),
            torch.from_numpy(corners[index].astype(np.float32)),
            torch.from_numpy(centres[index].astype(np.float32)),
        )

    def save() -> None:
        save_file(model.state_dict(), args.out / "encoder.safetensors")

    began, running = time.monotonic(), []
    for step in range(steps):
        image, label, corner, centre = batch(np.sort(order[step * args.batch : (step + 1) * args.batch]))
        # Brightness jitter and noise: the images of an experiment went through JPEG, these did not.
        noise = torch.randint(-6, 7, image.shape, dtype=torch.int16) + torch.randint(
            -10, 11, (len(image), 1, 1, 1), dtype=torch.int16
        )
        image = (image.to(torch.int16) + noise).clamp(0, 255)
        optimiser.param_groups[0]["lr"] = (
            1.5e-3 * min(1, (step + 1) / 200) * 0.5 * (1 + math.cos(math.pi * step / steps))
        )
        loss, right = loss_of(heads, encode(model, image), label, corner, centre)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        running.append((loss.item(), right))
        if (step + 1) % 100 == 0:
            part = np.mean(running[-100:], axis=0)
            rate = (step + 1) * args.batch / (time.monotonic() - began)
            print(f"step {step + 1}/{steps} loss {part[0]:.3f} right on objects {part[1]:.3f} {rate:.0f}/s", flush=True)
        if (step + 1) % 500 == 0:
            save()
    with torch.inference_mode():
        parts = [
            loss_of(heads, encode(model, image), *rest)[1]
            for image, *rest in (
                batch(np.arange(len(pixels) - held + i, len(pixels) - held + i + 100)) for i in range(0, held, 100)
            )
        ]
    print(f"held out: {np.mean(parts):.4f} of object patches right", flush=True)
    save()


if __name__ == "__main__":
    main()
