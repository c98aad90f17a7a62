"""How large the numbers are that each linear layer reads, measured on images and texts: what eight-bit activations are
scaled by.

A scale of its own for every layer, fixed at the export, makes a caption independent of what is computed beside it; a
scale taken from the batch, as dynamic quantization takes it, does not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from .features import open_pixels
from .model import feature_shape, image_size, normalise
from .text import Text

IMAGES, BATCH = 48, 16
# Tokens drawn at random, of questions and of texts: outliers depend on words, and the sample has few.
QUESTION, WORDS = 8, 48
# Between 0, where only the weights count, and 1, where only the activations do (SmoothQuant, Xiao et al. 2023, eq. 4).
EVENNESS = 0.65


@dataclass(frozen=True)
class Range:
    """Lowest and highest number that a layer read in each of its input channels; zero lies between."""

    low: Tensor
    high: Tensor

    def evening(self, weight: Tensor) -> Tensor:
        """What to divide the input channels by, and to multiply the columns of `weight` (out x in) with, so that no
        channel alone decides the scale."""
        read = torch.maximum(-self.low, self.high).clamp_min(1e-3)
        own = weight.detach().abs().amax(dim=0).clamp_min(1e-5)
        factors = read**EVENNESS / own ** (1 - EVENNESS)
        return factors / factors.mean()

    def ends(self, divisor: Tensor | float = 1.0) -> tuple[float, float]:
        return float((self.low / divisor).min()), float((self.high / divisor).max())


Ranges = dict[nn.Module, Range]


def activation_ranges(model, text: Text, args: dict) -> Ranges:
    """`args`: `rows` raw images `pixels`, of which some are taken evenly, beside those that the export is held to;
    `prompt`, `max_new_tokens`. Each image is asked that, is asked something at random, and stands before a text at
    random."""
    count = min(IMAGES, args["rows"])
    pixels = open_pixels(Path(args["pixels"]), args["rows"], image_size(model))
    rows = ((np.arange(count) + 0.5) * args["rows"] / count).astype(int)
    picture = torch.tensor(text.picture(feature_shape(model)[0]))
    asked = torch.tensor(text.question(args["prompt"]))
    words = torch.tensor([word for word in range(model.config.text_config.vocab_size) if word not in picture])
    draw = torch.Generator().manual_seed(0)

    def drawn(images: int, length: int) -> Tensor:
        return words[torch.randint(len(words), (images, length), generator=draw)]

    with recorded(model) as ranges, torch.inference_mode():
        for start in range(0, count, BATCH):
            images = normalise(torch.from_numpy(np.array(pixels[rows[start : start + BATCH]])))[:, None]
            several = len(images)
            before, own = picture.repeat(several, 1), asked.repeat(several, 1)
            other = torch.cat((own[:, :1], drawn(several, QUESTION), own[:, -1:]), dim=1)
            for question in (own, other):
                given = inputs(torch.cat((before, question), dim=1), images)
                model.generate(**given, max_new_tokens=args["max_new_tokens"], do_sample=False)
            model(**inputs(torch.cat((before, drawn(several, WORDS)), dim=1), images))
    return ranges


def inputs(ids: Tensor, images: Tensor) -> dict[str, Tensor]:
    return {"input_ids": ids, "attention_mask": torch.ones_like(ids), "pixel_values": images}


@contextmanager
def recorded(model) -> Iterator[Ranges]:
    """The ranges of everything that is computed within."""
    ranges: Ranges = {}

    def record(layer: nn.Module, read: tuple) -> None:
        low, high = read[0].flatten(0, -2).aminmax(dim=0)
        low, high = low.clamp_max(0.0), high.clamp_min(0.0)
        before = ranges.get(layer)
        if before is not None:
            low, high = torch.minimum(low, before.low), torch.maximum(high, before.high)
        ranges[layer] = Range(low, high)

    hooks = [layer.register_forward_pre_hook(record) for layer in model.modules() if isinstance(layer, nn.Linear)]
    try:
        yield ranges
    finally:
        for hook in hooks:
            hook.remove()
