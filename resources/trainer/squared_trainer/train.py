"""Training through the stages align, pretrain, SFT (or a specialist's), resumable at any optimiser step.

Everything random is a function of (seed, stage, epoch), so a resumed training repeats an uninterrupted one exactly.
"""

import math
import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import torch
import transformers
from torch import Tensor

from .artifact import is_complete
from .batches import Sequence, epoch_order, sequences
from .checkpoint import write_checkpoint
from .device import device
from .errors import Cancelled, TrainerError
from .features import open_features
from .lora import Adapters, adapters_for
from .losses import Losses
from .model import feature_shape, fresh_projector, is_tied, load_model
from .protocol import Progress
from .read_json import read_json
from .resume import ResumeState, load_shared, load_state, save_shared, save_state
from .samples import read_lines
from .text import Text

LOSS_EVERY = 20
# A resume state of a large model takes long to write: no more than this share of the time goes into it.
SAVING_SHARE = 0.05
# Images whose features a fresh projector's size is taken from.
SAMPLED = 16


@dataclass
class Report:
    """Where a training tells what it does (the protocol's events, or nothing in tests)."""

    progress: Progress = lambda done, total, rate, speed: None
    loss: Callable[[dict], None] = lambda values: None
    check: Callable[[], None] = lambda: None


@dataclass
class Stage:
    """A stage made ready: its sequences, its number of optimiser steps."""

    settings: dict
    pool: list[Sequence]
    steps: int = field(init=False)

    def __post_init__(self) -> None:
        per_epoch = math.ceil(len(self.pool) / self.settings["batch_size"])
        self.steps = max(1, round(per_epoch * self.settings["epochs"]))


def learning_rate(settings: dict, step: int, steps: int) -> float:
    """Linear warm-up, then a cosine to zero (paper, section 4.1)."""
    warm = max(1, round(settings["warmup"] * steps))
    if step < warm:
        return settings["learning_rate"] * (step + 1) / warm
    return settings["learning_rate"] * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))


def batches(stage: Stage, seed: int):
    """The stage's batches in order, epoch after epoch."""
    epoch = 0
    while True:
        rng = random.Random(f"{seed}/{stage.settings['name']}/{epoch}")
        yield from epoch_order(stage.pool, stage.settings["batch_size"], rng)
        epoch += 1


def trainable(model: transformers.PreTrainedModel, parts: list[str], adapters: Adapters | None = None) -> list[Tensor]:
    """Freezes everything but the named parts and returns their parameters; adapters stand in for the LM's."""
    model.requires_grad_(False)
    language = [model.model.text_model] + ([] if is_tied(model) else [model.lm_head])
    modules = {"projector": [model.model.connector], "lm": [adapters] if adapters else language}
    for part in parts:
        for module in modules[part]:
            module.requires_grad_(True)
    return [parameter for parameter in model.parameters() if parameter.requires_grad]


def train(args: dict, report: Report) -> dict:
    """Runs the protocol's `train` command; returns what the checkpoint's squared.json says."""
    out, source = Path(args["out"]), Path(args["model"])
    if is_complete(out):
        return read_json(out / "squared.json")
    for stage in args["stages"]:
        if stage["epochs"] <= 0:
            raise TrainerError(
                "bad_request", f"Stage {stage['name']} has {stage['epochs']} epochs; it needs more than 0."
            )
    text = Text(source)
    model = load_model(Path(args["start"]) if args["start"] else source).to(device())
    features = open_features(Path(args["features"]), model)
    if tuple(features.shape[1:]) != feature_shape(model):
        raise TrainerError("bad_request", f"{args['features']} holds the features of another model than {source}.")
    if not args["start"]:
        fresh_projector(model, torch.Generator().manual_seed(args["seed"]), features[:SAMPLED])
    stages = [Stage(s, sequences(read_lines(Path(s["samples"]), features.shape[0]), text)) for s in args["stages"]]
    held_out = sequences(read_lines(Path(args["held_out"]), features.shape[0]), text) if args["held_out"] else []
    total = sum(stage.steps for stage in stages)
    # Positions that an image takes in front of its text.
    picture = len(text.picture(feature_shape(model)[0]))
    most = max(stage["batch_size"] for stage in args["stages"])
    losses_of = Losses(model, features, text, [*(stage.pool for stage in stages), held_out], most)
    partial = out.with_name(out.name + ".partial")
    state = load_state(partial, model) or ResumeState()
    began, seen, at_start = time.monotonic(), 0, state.at
    taken: list[str] = []

    for index, stage in enumerate(stages):
        if index < state.stage:
            continue
        shared = Path(stage.settings["shared"]) if stage.settings["shared"] else None
        if shared and state.step == 0 and is_complete(shared):
            load_shared(shared, model)
            taken.append(stage.settings["name"])
            state.next_stage()
            state.at = at_start = state.at + stage.steps
            continue
        adapters = adapters_for(model, stage.settings, args["seed"])
        state.into_adapters(model)
        parameters = trainable(model, stage.settings["trains"], adapters)
        optimiser = torch.optim.AdamW(
            parameters, lr=0.0, betas=(0.9, 0.95), weight_decay=stage.settings["weight_decay"], fused=True
        )
        state.into(optimiser)
        saved, mark, saving = time.monotonic(), time.monotonic(), 0.0
        mark_seen, mark_tokens = 0, 0
        losses: list[float] = []
        source_batches = batches(stage, args["seed"])
        for _ in range(state.step):
            next(source_batches)
        while state.step < stage.steps:
            try:
                report.check()
            except Cancelled:
                save_state(partial, model, optimiser, state)
                raise
            group = next(source_batches)
            rate = learning_rate(stage.settings, state.step, stage.steps)
            optimiser.param_groups[0]["lr"] = rate

            def begin(optimiser=optimiser, adapters=adapters) -> None:
                optimiser.zero_grad(set_to_none=True)
                if adapters:
                    adapters.begin(state.step)

            losses.append(losses_of.backward(group, begin))
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            if not math.isfinite(losses[-1]):
                raise TrainerError(
                    "internal",
                    f"The loss of stage {stage.settings['name']} is not a number at step {state.step}: lower its rate.",
                )
            seen, mark_seen = seen + len(group), mark_seen + len(group)
            mark_tokens += sum(picture + sequence.length for sequence in group)
            state.step, state.at = state.step + 1, state.at + 1
            last = state.step == stage.steps
            if last or state.step % LOSS_EVERY == 0:
                seconds = time.monotonic() - mark
                report.loss(
                    {
                        "stage": stage.settings["name"],
                        "at": state.at,
                        "loss": sum(losses) / len(losses),
                        "held_out": losses_of.held_out(held_out) if last and held_out else None,
                        "learning_rate": rate,
                        "samples_per_second": mark_seen / max(seconds, 1e-9),
                    }
                )
                speed = (mark_seen / max(seconds, 1e-9), mark_tokens / max(seconds, 1e-9))
                report.progress(state.at, total, (state.at - at_start) / (time.monotonic() - began), speed)
                losses, mark, mark_seen, mark_tokens = [], time.monotonic(), 0, 0
            if not last and time.monotonic() - saved > max(args["save_every"], saving / SAVING_SHARE):
                begun = time.monotonic()
                save_state(partial, model, optimiser, state)
                saved = time.monotonic()
                saving = saved - begun
        if adapters:
            adapters.merge()
        if shared:
            save_shared(shared, model)
        state.next_stage()
        save_state(partial, model, None, state)

    result = {
        "steps": total,
        "seconds": time.monotonic() - began,
        "samples_seen": seen,
        "seed": args["seed"],
        "held_out_loss": losses_of.held_out(held_out) if held_out else None,
        "truncated_answers": sum(t.truncated for s in stages for q in s.pool for t in q.turns),
        "start": args["start"],
        "taken_stages": taken,
        "stages": args["stages"],
        "torch": torch.__version__,
        "transformers": transformers.__version__,
    }
    write_checkpoint(out, model, source, text.end, result)
    shutil.rmtree(partial, ignore_errors=True)
    return result
