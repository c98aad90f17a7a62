"""What fits into memory: large models take a batch in parts, small ones as a whole, and all take smaller parts when
memory runs out.

Parts of a training batch are accumulated to the same optimiser batch. Models below LARGE never begin with parts, so
that their results do not hang on what else the machine is doing.
"""

import os
from pathlib import Path

import torch
from transformers import PreTrainedModel

from .device import device
from .errors import TrainerError, is_out_of_memory

LARGE = 50_000_000
# Of the memory that is free now; the rest is the optimiser's, the allocator's and everybody else's.
SHARE = 0.5
# What a layer keeps of a token for the way back, in floats: D and I wide values (model.py's hidden_states).
KEPT_HIDDEN, KEPT_INTERMEDIATE = 8, 5


def is_large(model: PreTrainedModel) -> bool:
    return sum(parameter.numel() for parameter in model.parameters()) >= LARGE


def free_bytes() -> int | None:
    """Of the device that models run on; None where the system does not tell."""
    if device().type == "cuda":
        return torch.cuda.mem_get_info(device())[0]
    if Path("/proc/meminfo").exists():
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (ValueError, OSError, AttributeError):
        return None


def training_bytes(model: PreTrainedModel, tokens: int) -> int:
    """Of an image with so many tokens, its marks and turns included, on the way through the LM and back."""
    text = model.config.text_config
    kept = KEPT_HIDDEN * text.hidden_size + KEPT_INTERMEDIATE * text.intermediate_size
    # Logits, their softmax and their gradient; an answer is rarely more than half of the tokens.
    return 4 * tokens * (text.num_hidden_layers * kept + 3 * text.vocab_size // 2)


def writing_bytes(model: PreTrainedModel, tokens: int) -> int:
    """Of a caption in the making: its keys and values, twice while finished rows leave, and the prompt's widest
    values."""
    text = model.config.text_config
    width = model.model.text_model.layers[0].self_attn.head_dim
    cache = 2 * text.num_hidden_layers * text.num_key_value_heads * width
    return 4 * tokens * (2 * cache + 4 * text.intermediate_size) + 12 * text.vocab_size


class Parts:
    """How many images are worked on at a time."""

    def __init__(self, model: PreTrainedModel, most: int, bytes_each: int, beside: int = 0):
        """`most` at first; fewer where the model is large and `bytes_each` times as many would not fit, with `beside`
        bytes still to come."""
        free = free_bytes() if is_large(model) else None
        fitting = most if free is None else int((free * SHARE - beside) // max(1, bytes_each))
        self.most = max(1, min(most, fitting))

    def of(self, group: list) -> list[list]:
        return [group[start : start + self.most] for start in range(0, len(group), self.most)]

    def fewer(self, error: BaseException) -> None:
        """After `error`: half as many. Throws it where it is another one, and a TrainerError where there is only one
        image left."""
        if not is_out_of_memory(error):
            raise error
        if self.most == 1:
            raise TrainerError(
                "out_of_memory",
                f"Out of memory with one image at a time: the model is too large for {device()}. "
                "Use a smaller model, shorter texts, or a machine with more memory.",
            ) from error
        self.most = max(1, self.most // 2)
        if device().type == "cuda":
            torch.cuda.empty_cache()
