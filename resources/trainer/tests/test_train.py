"""Trainings end whole, resume exactly, and open in stock Transformers."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from transformers import AutoModelForImageTextToText, AutoTokenizer

from squared_trainer.errors import Cancelled, TrainerError
from squared_trainer.train import Report, learning_rate, train


def weights(folder: str) -> dict[str, torch.Tensor]:
    return load_file(Path(folder) / "model.safetensors")


def test_a_training_lowers_the_loss_and_leaves_the_encoder_alone(train_args: dict, pico: Path):
    losses: list[dict] = []
    result = train(train_args, Report(loss=losses.append))
    assert result["held_out_loss"] < losses[0]["loss"]
    before, after = weights(str(pico)), weights(train_args["out"])
    assert all(torch.equal(before[name], after[name]) for name in before if "vision_model" in name)
    assert any(not torch.equal(before[name], after[name]) for name in before if "text_model" in name)


def test_align_trains_the_projector_only(train_args: dict, pico: Path):
    train({**train_args, "stages": train_args["stages"][:1]}, Report())
    before, after = weights(str(pico)), weights(train_args["out"])
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed == {"model.connector.modality_projection.proj.weight"}


@pytest.mark.parametrize("stop_at", [2, 5, 8])
def test_a_resumed_training_equals_an_uninterrupted_one(train_args: dict, tmp_path: Path, stop_at: int):
    whole = {**train_args, "out": str(tmp_path / "whole")}
    train(whole, Report())
    calls = 0

    def stop() -> None:
        nonlocal calls
        calls += 1
        if calls == stop_at:
            raise Cancelled

    with pytest.raises(Cancelled):
        train(train_args, Report(check=stop))
    assert not Path(train_args["out"]).exists()
    train(train_args, Report())
    first, second = weights(whole["out"]), weights(train_args["out"])
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_trainings_that_begin_alike_share_a_stage_and_end_as_without(train_args: dict, tmp_path: Path):
    align, *rest = train_args["stages"]
    alone = {**train_args, "out": str(tmp_path / "alone")}
    train(alone, Report())
    stages = [{**align, "shared": str(tmp_path / "after-align")}, *rest]
    for name, taken in (("first", []), ("second", ["align"])):
        steps: list[tuple[int, int]] = []
        speeds: list[tuple[float | None, float | None]] = []

        def progress(done: int, total: int, _: float, speed, steps=steps, speeds=speeds) -> None:
            steps.append((done, total))
            speeds.append(speed)

        report = Report(progress=progress)
        result = train({**train_args, "stages": stages, "out": str(tmp_path / name)}, report)
        assert result["taken_stages"] == taken
        assert steps[-1][0] == steps[-1][1] == result["steps"]
        # An image takes several positions, and its text at least one.
        assert all(images > 0 and tokens > 2 * images for images, tokens in speeds)
        expected, made = weights(alone["out"]), weights(str(tmp_path / name))
        assert all(torch.equal(expected[key], made[key]) for key in expected)


def test_a_checkpoint_opens_in_stock_transformers(train_args: dict):
    train(train_args, Report())
    model = AutoModelForImageTextToText.from_pretrained(train_args["out"], local_files_only=True)
    tokenizer = AutoTokenizer.from_pretrained(train_args["out"], local_files_only=True)
    messages = [
        {
            "role": "user",
            "content": [{"type": "image"}, {"type": "text", "text": "describe the image briefly."}],
        }
    ]
    prompt = tokenizer.apply_chat_template(messages, add_generation_prompt=True, tokenize=False).replace(
        "<image>", "<image>" * 36
    )
    ids = tokenizer(prompt, return_tensors="pt", add_special_tokens=False).input_ids
    assert ids.shape[1] > 36
    out = model.generate(
        input_ids=ids, pixel_values=torch.zeros(1, 1, 3, 96, 96) + 0.1, max_new_tokens=5, do_sample=False
    )
    assert out.shape[1] > ids.shape[1]


def test_a_finished_training_is_not_done_again(train_args: dict):
    first = train(train_args, Report())

    def never() -> None:
        raise AssertionError("trained twice")

    assert train(train_args, Report(check=never)) == first


def test_a_sample_about_an_image_that_is_not_there_is_named(train_args: dict, tmp_path: Path):
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"row": 99, "turns": [{"user": "a", "assistant": "b"}]}\n')
    train_args["stages"][0]["samples"] = str(bad)
    with pytest.raises(TrainerError, match=r"bad\.jsonl, line 1: row 99"):
        train(train_args, Report())


def test_the_learning_rate_warms_up_and_ends_near_zero():
    settings = {"learning_rate": 1.0, "warmup": 0.1}
    rates = [learning_rate(settings, step, 100) for step in range(100)]
    assert rates[0] == pytest.approx(0.1) and max(rates) == pytest.approx(1.0) and rates[-1] < 1e-3
