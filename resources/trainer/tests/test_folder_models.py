"""Models of the user's own, against stock Transformers: its processor's tokens, its loss, its greedy answers."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file
from transformers import AutoModelForImageTextToText, AutoProcessor

from squared_trainer.batches import Sequence, collate
from squared_trainer.errors import Cancelled, TrainerError
from squared_trainer.features import compute_features, open_features, open_pixels
from squared_trainer.generate import generate
from squared_trainer.losses import Losses
from squared_trainer.memory import Parts
from squared_trainer.model import answer_loss, encode_images, feature_shape, framed, image_size, load_model, project
from squared_trainer.text import Text, limits_of
from squared_trainer.train import Report, train

from .conftest import quiet, write_lines
from .little_models import little_model

ROWS = 6
QUESTIONS = [
    ("is there a dog in the image?", "yes, 2 dogs."),
    ("describe the image briefly.", "a large dog and two small cats on grass."),
    ("what does the sign say?", "it says tea."),
]
KINDS = {
    # SmolVLM-256M-Instruct in small.
    "idefics3": {},
    "smolvlm": {
        "architecture": "smolvlm",
        "tied": True,
        "image_size": 48,
        "patch_size": 8,
        "scale_factor": 2,
        "heads": (6, 6),
        "dtype": torch.float32,
    },
}


@pytest.fixture(scope="module", params=list(KINDS))
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return little_model(tmp_path_factory.mktemp("models") / request.param, **KINDS[request.param])


@pytest.fixture(scope="module")
def images(folder: Path) -> np.ndarray:
    size = json.loads((folder / "config.json").read_text())["vision_config"]["image_size"]
    return np.random.default_rng(3).integers(0, 256, (ROWS, size, size, 3), np.uint8)


@pytest.fixture
def args(folder: Path, images: np.ndarray, tmp_path: Path) -> dict:
    """Of a training through all stages, from features on the disk."""
    images.tofile(tmp_path / "pixels.u8")
    turns = [{"user": user, "assistant": assistant} for user, assistant in QUESTIONS]
    samples = write_lines(tmp_path / "samples.jsonl", [{"row": row, "turns": turns} for row in range(ROWS)])

    def stage(name: str, trains: list[str]) -> dict:
        shape = {"epochs": 3, "batch_size": 4, "learning_rate": 1e-3, "warmup": 0.03, "weight_decay": 0}
        return {**shape, "name": name, "samples": samples, "shared": None, "trains": trains, "lora": None}

    made = {
        "model": str(folder),
        "start": None,
        "features": str(tmp_path / "features"),
        "held_out": samples,
        "seed": 3,
        "save_every": 1e9,
        "stages": [stage("align", ["projector"]), stage("sft", ["projector", "lm"])],
        "out": str(tmp_path / "v0"),
    }
    encode(made, tmp_path, cache=True)
    return made


def encode(args: dict, tmp_path: Path, cache: bool) -> None:
    pixels = str(tmp_path / "pixels.u8")
    asked = {"model": args["model"], "pixels": pixels, "rows": ROWS, "batch_size": 4, "cache": cache}
    compute_features({**asked, "out": args["features"]}, quiet, quiet)


def stock_ids(folder: Path, image: np.ndarray, question: str, answer: str | None) -> dict:
    """What stock Transformers makes of a conversation about an image that is not cut."""
    processor = AutoProcessor.from_pretrained(folder, local_files_only=True)
    user = {"role": "user", "content": [{"type": "image"}, {"type": "text", "text": question}]}
    told = [] if answer is None else [{"role": "assistant", "content": [{"type": "text", "text": answer}]}]
    text = processor.apply_chat_template([user, *told], add_generation_prompt=answer is None)
    # As one square that is not made larger first: the pixels are those that the engine would hand over.
    whole = {"do_image_splitting": False, "size": {"longest_edge": len(image)}}
    return dict(processor(text=text, images=[Image.fromarray(image)], return_tensors="pt", **whole))


@pytest.mark.parametrize(("question", "answer"), QUESTIONS)
def test_a_conversation_has_the_tokens_of_the_models_own_processor(
    folder: Path, images: np.ndarray, question: str, answer: str
):
    text, visual = Text(folder), feature_shape(load_model(folder))[0]
    told = stock_ids(folder, images[0], question, answer)["input_ids"][0].tolist()
    ours = text.picture(visual) + text.turn(question, answer).ids
    assert told[: len(ours)] == ours
    # The template ends a turn with a line break, which nobody has to learn to write.
    assert text.decode(told[len(ours) :]) == ""
    asked = stock_ids(folder, images[0], question, None)["input_ids"][0].tolist()
    assert asked == text.picture(visual) + text.question(question)


def test_the_loss_is_that_of_stock_transformers_on_the_answers_tokens(folder: Path, images: np.ndarray):
    model, text = load_model(folder), Text(folder)
    turns = tuple(text.turn(*question) for question in QUESTIONS)
    batch = collate([Sequence(row, turns) for row in range(2)], text.pad)
    visual = project(model, encode_images(model, torch.from_numpy(images[:2])))
    answer_loss(model, framed(model, visual, text.frame), batch).backward()
    names = ["model.text_model.embed_tokens.weight", "model.text_model.layers.0.self_attn.k_proj.weight"]
    names += ["model.connector.modality_projection.proj.weight", "lm_head.weight"]
    ours = {name: dict(model.state_dict(keep_vars=True))[name].grad.clone() for name in names}
    loss = answer_loss(model, framed(model, visual.detach(), text.frame), batch).item()

    stock = AutoModelForImageTextToText.from_pretrained(folder, local_files_only=True, dtype=torch.float32)
    total, count = 0, 0
    for row in range(2):
        for (question, answer), turn in zip(QUESTIONS, turns, strict=True):
            inputs = stock_ids(folder, images[row], question, answer)
            length = len(text.picture(feature_shape(model)[0])) + len(turn.ids)
            logits = stock(**inputs).logits[0, length - turn.answered - 1 : length - 1]
            target = inputs["input_ids"][0, length - turn.answered : length]
            total = total + torch.nn.functional.cross_entropy(logits, target, reduction="sum")
            count += turn.answered
    (total / count).backward()
    assert loss == pytest.approx((total / count).item(), rel=1e-5)
    theirs = dict(stock.state_dict(keep_vars=True))
    for name, gradient in ours.items():
        # `embed_tokens` of stock Transformers never sees the rows where the picture stands, nor does ours.
        assert torch.allclose(gradient, theirs[name].grad, rtol=1e-3, atol=1e-5), name


def test_greedy_answers_are_those_of_stock_transformers(folder: Path, images: np.ndarray, args: dict, tmp_path: Path):
    result = train(args, Report())
    out = Path(args["out"])
    prompts = [{"id": row * 10 + n, "row": row, "prompt": q} for row in range(4) for n, (q, _) in enumerate(QUESTIONS)]
    answers: dict[int, dict] = {}
    how = {"max_new_tokens": 16, "temperature": 0, "top_p": 1, "seed": 1, "batch_size": 5}
    asked = {"checkpoint": str(out), "features": args["features"], "prompts": write_lines(tmp_path / "a", prompts)}
    generate({**asked, **how}, lambda rows: answers.update({row["id"]: row for row in rows}), quiet, quiet)
    stock = AutoModelForImageTextToText.from_pretrained(out, local_files_only=True)
    processor = AutoProcessor.from_pretrained(out, local_files_only=True)
    # Whoever opens the checkpoint sees pictures as it was trained on them.
    assert processor.image_processor.do_image_splitting is False
    for line in prompts:
        inputs = stock_ids(out, images[line["row"]], line["prompt"], None)
        tokens = stock.generate(**inputs, max_new_tokens=16, do_sample=False)[0, inputs["input_ids"].shape[1] :]
        words = processor.tokenizer.decode(tokens, skip_special_tokens=True).strip()
        assert answers[line["id"]]["text"] == words
    assert len({answer["text"] for answer in answers.values()}) > 1
    assert result["held_out_loss"] < 6


def test_it_learns_with_all_of_its_lm_and_resumes_exactly(folder: Path, args: dict, tmp_path: Path):
    whole = {**args, "out": str(tmp_path / "whole")}
    train(whole, Report())
    calls = 0

    def stop() -> None:
        nonlocal calls
        calls += 1
        if calls == 9:
            raise Cancelled

    with pytest.raises(Cancelled):
        train(args, Report(check=stop))
    train(args, Report())
    first, second, before = (weights(Path(at)) for at in (whole["out"], args["out"], folder))
    assert all(torch.equal(first[name], second[name]) for name in first)
    unchanged = {name for name in first if torch.equal(first[name], before[name].float())}
    assert unchanged == {name for name in first if "vision_model" in name}


def weights(folder: Path) -> dict[str, torch.Tensor]:
    return load_file(folder / "model.safetensors")


def test_features_made_as_they_are_read_teach_the_same(folder: Path, args: dict, tmp_path: Path):
    train(args, Report())
    live = {**args, "features": str(tmp_path / "none"), "out": str(tmp_path / "live")}
    encode(live, tmp_path, cache=False)
    assert not (tmp_path / "none" / "features.safetensors").exists()
    model = load_model(folder)
    cached, made = open_features(Path(args["features"])), open_features(tmp_path / "none", model)
    assert tuple(cached.shape) == made.shape
    assert torch.allclose(cached[torch.tensor([4, 1])].float(), made[torch.tensor([4, 1])].float(), atol=2e-3)
    train(live, Report())
    first, second = weights(Path(args["out"])), weights(Path(live["out"]))
    assert all(torch.allclose(first[name], second[name], atol=1e-3) for name in first)


def test_a_batch_in_parts_gives_the_gradient_of_the_whole(folder: Path, args: dict):
    model, text = load_model(folder), Text(folder)
    features = open_features(Path(args["features"]))
    # Of unlike length, so that the parts' means weigh unlike.
    pool = [Sequence(row, tuple(text.turn(*q) for q in QUESTIONS[: 1 + row % 3])) for row in range(ROWS)]
    losses = Losses(model, features, text, [pool], 64)
    found = []
    for most in (64, 2, 1):
        losses.parts.most = most
        loss = losses.backward(pool, lambda: model.zero_grad(set_to_none=True))
        found.append((loss, model.model.connector.modality_projection.proj.weight.grad.clone()))
    for loss, gradient in found[1:]:
        assert loss == pytest.approx(found[0][0], rel=1e-5)
        assert torch.allclose(gradient, found[0][1], rtol=1e-3, atol=1e-6)


def test_bfloat16_comes_close_to_single_precision(folder: Path, args: dict):
    model, text = load_model(folder), Text(folder)
    pool = [Sequence(row, tuple(text.turn(*question) for question in QUESTIONS)) for row in range(ROWS)]
    losses = Losses(model, open_features(Path(args["features"])), text, [pool], 64)
    batch = collate(pool, text.pad)
    whole = losses.of(batch)
    with torch.autocast("cpu", torch.bfloat16):
        half = losses.of(batch)
    assert half.item() == pytest.approx(whole.item(), rel=0.02)
    assert half.item() != whole.item()


def test_when_memory_runs_out_parts_are_halved_until_there_is_one_image(folder: Path):
    parts = Parts(load_model(folder), 5, 1)
    with pytest.raises(RuntimeError) as full:
        torch.empty(1 << 60)
    for expected in (2, 1):
        parts.fewer(full.value)
        assert parts.most == expected
    with pytest.raises(TrainerError, match="one image at a time") as end:
        parts.fewer(full.value)
    assert end.value.kind == "out_of_memory"
    with pytest.raises(RuntimeError, match="another"):
        parts.fewer(RuntimeError("another"))


def test_pixels_of_another_size_are_named(folder: Path, tmp_path: Path, images: np.ndarray):
    images.tofile(tmp_path / "pixels.u8")
    size = image_size(load_model(folder))
    with pytest.raises(TrainerError, match=f"images of {size + 8} x {size + 8} pixels need"):
        open_pixels(tmp_path / "pixels.u8", ROWS, size + 8)


def copied(folder: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    return copy


def test_a_missing_tensor_is_named_and_never_made_up(folder: Path, tmp_path: Path):
    copy = copied(folder, tmp_path)
    kept = weights(copy)
    del kept["model.text_model.layers.1.mlp.up_proj.weight"]
    save_file(kept, copy / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(TrainerError, match=r"lack model\.text_model\.layers\.1\.mlp\.up_proj\.weight"):
        load_model(copy)


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{{ 1 / 0 }}", "division"),
        ("no picture at all", "does not put one picture"),
        ("{% for m in messages %}<image>{{ m.content[-1].text }}{% endfor %}", "does not put one picture"),
        (
            "{% for m in messages %}{% if loop.first %}<image>{% endif %}{{ m.content[-1].text }}|{% endfor %}",
            "no special token ends an answer",
        ),
    ],
)
def test_a_chat_template_that_cannot_be_trained_with_says_why(folder: Path, tmp_path: Path, template: str, why: str):
    copy = copied(folder, tmp_path)
    (copy / "chat_template.jinja").write_text(template)
    with pytest.raises(TrainerError, match=why):
        Text(copy)


def test_limits_follow_the_positions_and_leave_picos_as_they_were():
    pico = limits_of(256, 36 + 3)
    assert (pico.question, pico.answer, pico.text) == (48, 96, 192)
    assert limits_of(128, 81).question == 15
    large = limits_of(8192, 64 + 17)
    assert (large.question, large.answer, large.text) == (512, 1024, 2048)
    for positions, taken in ((128, 81), (120, 90), (400, 300)):
        tight = limits_of(positions, taken)
        assert tight.question > 0 and tight.answer > 0
        assert taken + tight.question + tight.answer <= positions
    with pytest.raises(TrainerError, match="no room for text"):
        limits_of(100, 90)
