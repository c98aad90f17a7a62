"""Adapters learn alone, repeat themselves, and leave a stock checkpoint behind."""

from pathlib import Path

import pytest
import torch
from torch import nn
from transformers import AutoModelForImageTextToText

from squared_trainer.batches import collate, sequences
from squared_trainer.errors import Cancelled, TrainerError
from squared_trainer.features import open_features
from squared_trainer.generate import Decoding, decode
from squared_trainer.lora import Adapters
from squared_trainer.losses import batch_loss
from squared_trainer.model import load_model, project
from squared_trainer.samples import read_lines
from squared_trainer.text import Text
from squared_trainer.train import Report, train, trainable

from .conftest import ROWS
from .test_train import weights

SETTINGS = {"rank": 4, "alpha": 6, "dropout": 0.2}
PROJECTOR = "model.connector.modality_projection.proj.weight"
QUESTIONS = ["describe the image briefly.", "is there a dog in the image?", "where is the dog?"]


def adapted(folder: Path, **settings: float) -> tuple[nn.Module, Adapters]:
    """A model with adapters that have learnt something."""
    model = load_model(folder).eval()
    adapters = Adapters(model, {**SETTINGS, **settings}, "a seed")
    for linear in adapters.linears:
        linear.adapter.b.data.normal_(0, 0.05, generator=torch.Generator().manual_seed(1))
    return model, adapters


@pytest.fixture
def lora_args(train_args: dict) -> dict:
    align, sft = train_args["stages"]
    return {**train_args, "stages": [align, {**sft, "name": "specialist", "epochs": 3, "lora": SETTINGS}]}


def test_merged_weights_are_the_base_and_the_product_of_the_adapters(pico: Path):
    model, adapters = adapted(pico)
    expected = [
        linear.weight.detach() + linear.adapter.b.detach() @ linear.adapter.a.detach() * 6 / 4
        for linear in adapters.linears
    ]
    # q, k, v, o, gate, up and down of four layers.
    assert len(expected) == 28
    names = set(load_model(pico).state_dict())
    adapters.merge()
    assert set(model.state_dict()) == names
    for linear, weight in zip(adapters.linears, expected, strict=True):
        assert torch.allclose(linear.weight, weight, atol=1e-7)


def test_new_adapters_change_nothing(pico: Path, features: Path, samples: str):
    text, seen = Text(pico), open_features(features)
    batch = collate(sequences(read_lines(Path(samples), ROWS), text), text.pad)
    model = load_model(pico)
    before = batch_loss(model, seen, batch, text.frame)
    Adapters(model, {**SETTINGS, "dropout": 0}, "a seed")
    assert torch.equal(batch_loss(model, seen, batch, text.frame), before)


def test_only_adapters_and_the_projector_get_gradients(pico: Path, features: Path, samples: str):
    text, seen = Text(pico), open_features(features)
    batch = collate(sequences(read_lines(Path(samples), ROWS), text), text.pad)
    model, adapters = adapted(pico)
    parameters = trainable(model, ["projector", "lm"], adapters)
    adapters.begin(0)
    batch_loss(model, seen, batch, text.frame).backward()
    moved = {name for name, parameter in model.named_parameters() if parameter.grad is not None}
    assert moved == {PROJECTOR} | {name for name, _ in model.named_parameters() if ".adapter." in name}
    assert all(parameter.grad.abs().max() > 0 for parameter in parameters)
    assert len(parameters) == 1 + 2 * 28


def test_adapters_alone_lower_the_loss(lora_args: dict):
    lora_args["stages"][1] |= {"trains": ["lm"], "epochs": 20}
    losses: list[dict] = []
    result = train(lora_args, Report(loss=losses.append))
    aligned = next(each["held_out"] for each in losses if each["stage"] == "align" and each["held_out"])
    assert result["held_out_loss"] < 0.5 * aligned


def test_what_a_stage_changes_has_the_adapters_rank(lora_args: dict, tmp_path: Path):
    first = {**lora_args, "stages": lora_args["stages"][:1], "out": str(tmp_path / "first")}
    train(first, Report())
    train(lora_args, Report())
    before, after = weights(first["out"]), weights(lora_args["out"])
    assert set(before) == set(after)
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    linears = {name for name in before if "text_model.layers" in name and name.endswith("_proj.weight")}
    assert changed == {PROJECTOR} | linears
    for name in linears:
        values = torch.linalg.svdvals((after[name] - before[name]).double())
        assert values[0] > 0 and values[SETTINGS["rank"]] < 1e-4 * values[0], name


@pytest.mark.parametrize("stop_at", [2, 7, 8, 12, 15])
def test_a_resumed_training_equals_an_uninterrupted_one(lora_args: dict, tmp_path: Path, stop_at: int):
    whole = {**lora_args, "out": str(tmp_path / "whole")}
    train(whole, Report())
    calls = 0

    def stop() -> None:
        nonlocal calls
        calls += 1
        if calls == stop_at:
            raise Cancelled

    with pytest.raises(Cancelled):
        train(lora_args, Report(check=stop))
    train(lora_args, Report())
    first, second = weights(whole["out"]), weights(lora_args["out"])
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_dropout_follows_the_seed_and_is_off_where_nothing_learns(pico: Path, features: Path, samples: str):
    text, seen = Text(pico), open_features(features)
    batch = collate(sequences(read_lines(Path(samples), ROWS), text), text.pad)
    model, adapters = adapted(pico)

    def loss(step: int) -> float:
        adapters.begin(step)
        return batch_loss(model, seen, batch, text.frame).item()

    assert loss(3) == loss(3) != loss(4)
    with torch.inference_mode():
        assert loss(3) == loss(4)


def test_the_merged_checkpoint_answers_as_the_adapted_model_does(pico: Path, features: Path, tmp_path: Path):
    model, adapters = adapted(pico, alpha=20)
    text, how = Text(pico), Decoding(max_new_tokens=12, temperature=0, top_p=1, seed=1)

    def answers(of: nn.Module) -> list[dict]:
        made = []
        with torch.inference_mode():
            visual = project(of, open_features(features)[:4].float())
            for question in QUESTIONS:
                made += decode(of, text, visual, [text.question(question)] * 4, list(range(4)), how)
        return made

    plain, theirs = answers(load_model(pico).eval()), answers(model)
    adapters.merge()
    model.save_pretrained(tmp_path)
    # As stock Transformers opens it: nothing of the adapters is left in the folder.
    merged = answers(AutoModelForImageTextToText.from_pretrained(tmp_path, local_files_only=True).eval())
    assert [row["text"] for row in merged] == [row["text"] for row in theirs]
    assert [row["text"] for row in plain] != [row["text"] for row in theirs]
    for one, other in zip(merged, theirs, strict=True):
        assert one["log_probability"] == pytest.approx(other["log_probability"], abs=1e-4)


def test_adapters_without_the_lm_are_refused(lora_args: dict):
    lora_args["stages"][1]["trains"] = ["projector"]
    with pytest.raises(TrainerError, match="does not train the LM"):
        train(lora_args, Report())
