"""Low-rank adapters (LoRA, Hu et al. 2021): each linear layer of the LM learns B A instead of its whole weight.

They exist while a stage trains and are merged into the weights at its end, W + B A alpha / rank, so that a checkpoint
is a stock one and whoever opens it need not know. Settings: `{rank, alpha, dropout}` of the protocol's `train`.
"""

import random

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .errors import TrainerError

# How an adapter's weights are called in a state dict.
MARK = ".adapter."


class Adapter(nn.Module):
    """What a linear layer's output is changed by: ... x in -> ... x out. Begins as no change, as B is zero."""

    def __init__(self, linear: nn.Linear, scale: float, dropout: "Dropout", rank: int, generator: torch.Generator):
        super().__init__()
        bound = linear.in_features**-0.5
        down = torch.empty(rank, linear.in_features).uniform_(-bound, bound, generator=generator)
        self.a = nn.Parameter(down.to(linear.weight.device))
        self.b = nn.Parameter(torch.zeros(linear.out_features, rank, device=linear.weight.device))
        self.scale, self.dropout = scale, dropout

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(F.linear(self.dropout.of(x), self.a), self.b) * self.scale

    def change(self) -> Tensor:
        """What is added to the layer's weight, out x in."""
        return self.b @ self.a * self.scale


class Dropout:
    """Drops inputs of adapters. Which ones is a function of seed and step, so that a resumed stage repeats it."""

    def __init__(self, share: float, seed: str, where: torch.device):
        self.share, self.seed = share, seed
        self.generator = torch.Generator(where)

    def begin(self, step: int) -> None:
        self.generator.manual_seed(random.Random(f"{self.seed}/{step}").getrandbits(63))

    def of(self, x: Tensor) -> Tensor:
        # Losses of held-out conversations and answers are taken without gradients, and without dropout.
        if self.share == 0 or not torch.is_grad_enabled():
            return x
        kept = torch.empty_like(x).bernoulli_(1 - self.share, generator=self.generator)
        return x * kept / (1 - self.share)


class Adapters:
    """The adapters of a model while a stage trains."""

    def __init__(self, model: nn.Module, settings: dict, seed: str):
        layers = model.model.text_model.layers
        self.linears = [module for module in layers.modules() if isinstance(module, nn.Linear)]
        self.dropout = Dropout(settings["dropout"], seed, next(model.parameters()).device)
        generator = torch.Generator().manual_seed(random.Random(seed).getrandbits(63))
        scale = settings["alpha"] / settings["rank"]
        for linear in self.linears:
            linear.adapter = Adapter(linear, scale, self.dropout, settings["rank"], generator)

    def begin(self, step: int) -> None:
        """To be called before each optimiser step."""
        self.dropout.begin(step)

    def requires_grad_(self, required: bool) -> None:
        for linear in self.linears:
            linear.adapter.requires_grad_(required)

    def merge(self) -> None:
        """Puts what was learnt into the weights and takes the adapters off."""
        with torch.no_grad():
            for linear in self.linears:
                linear.weight += linear.adapter.change()
                del linear.adapter


def adapters_for(model: nn.Module, stage: dict, seed: int) -> Adapters | None:
    """The adapters that a stage asks for; None where it trains all weights."""
    if stage["lora"] is None:
        return None
    if "lm" not in stage["trains"]:
        raise TrainerError("bad_request", f"Stage {stage['name']} has LoRA settings and does not train the LM.")
    return Adapters(model, stage["lora"], f"{seed}/{stage['name']}/lora")
