"""The state between two optimiser steps, on the disk: weights, optimiser, and where in the stages it stands."""

from dataclasses import dataclass, field
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from .artifact import is_complete, write_folder, write_json
from .lora import MARK
from .model import is_tied
from .read_json import read_json


@dataclass
class ResumeState:
    """stage: index of the stage in progress; step: optimiser steps done in it; at: steps done over all stages."""

    stage: int = 0
    step: int = 0
    at: int = 0
    moments: dict[str, Tensor] = field(default_factory=dict, repr=False)
    adapters: dict[str, Tensor] = field(default_factory=dict, repr=False)

    def next_stage(self) -> None:
        self.stage, self.step, self.moments, self.adapters = self.stage + 1, 0, {}, {}

    def into_adapters(self, model: torch.nn.Module) -> None:
        """Gives new adapters the weights of the interrupted ones, once."""
        model.load_state_dict(self.adapters, strict=False)
        self.adapters = {}

    def into(self, optimiser: torch.optim.Optimizer) -> None:
        """Gives a new optimiser the moments of the interrupted one, once."""
        if not self.moments:
            return
        for index, parameter in enumerate(optimiser.param_groups[0]["params"]):
            optimiser.state[parameter] = {
                name: self.moments[f"{index}.{name}"].to(parameter.device) for name in ("step", "exp_avg", "exp_avg_sq")
            }
        self.moments = {}


def save_state(
    folder: Path, model: torch.nn.Module, optimiser: torch.optim.Optimizer | None, state: ResumeState
) -> None:
    moments: dict[str, Tensor] = {}
    if optimiser is not None:
        for index, parameter in enumerate(optimiser.param_groups[0]["params"]):
            for name, value in optimiser.state.get(parameter, {}).items():
                moments[f"{index}.{name}"] = value
    weights = {name: tensor for name, tensor in model.state_dict().items() if learns(name, model)}

    def fill(target: Path) -> None:
        save_file(weights, target / "weights.safetensors")
        save_file(moments, target / "moments.safetensors")
        write_json(target / "state.json", {"stage": state.stage, "step": state.step, "at": state.at})

    write_folder(folder, fill)


def save_shared(folder: Path, model: torch.nn.Module) -> None:
    """The weights after a stage, for other trainings that begin alike."""
    weights = {name: tensor for name, tensor in model.state_dict().items() if learns(name, model)}
    write_folder(folder, lambda target: save_file(weights, target / "weights.safetensors"))


def load_shared(folder: Path, model: torch.nn.Module) -> None:
    model.load_state_dict(load_file(folder / "weights.safetensors"), strict=False)


def learns(name: str, model: torch.nn.Module) -> bool:
    """The encoder never changes, and an output layer that is the embeddings themselves is one of them: neither is
    worth saving again."""
    return not name.startswith("model.vision_model") and not (name.startswith("lm_head") and is_tied(model))


def load_state(folder: Path, model: torch.nn.Module) -> ResumeState | None:
    """Puts saved weights into the model and returns where to go on; null when there is nothing whole to resume from."""
    if not is_complete(folder):
        return None
    weights = load_file(folder / "weights.safetensors")
    model.load_state_dict(weights, strict=False)
    state = ResumeState(**read_json(folder / "state.json"))
    # Adapters are put on when their stage goes on.
    state.adapters = {name: tensor for name, tensor in weights.items() if MARK in name}
    state.moments = load_file(folder / "moments.safetensors")
    return state
