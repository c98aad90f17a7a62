"""Batched generation against stock `generate`, and its independence of the batch."""

from pathlib import Path

import pytest
import torch

from squared_trainer.errors import TrainerError
from squared_trainer.features import open_features
from squared_trainer.generate import generate
from squared_trainer.model import load_model, project
from squared_trainer.text import Text
from squared_trainer.train import Report, train

from .conftest import ROWS, quiet, write_lines

PROMPTS = ["describe the image briefly.", "is there a dog in the image?", "where is the dog?"]


@pytest.fixture
def checkpoint(train_args: dict) -> str:
    train(train_args, Report())
    return train_args["out"]


LINES = [{"id": row * 10 + n, "row": row, "prompt": prompt} for row in range(ROWS) for n, prompt in enumerate(PROMPTS)]


def ask(checkpoint: str, features: Path, tmp_path: Path, lines: list[dict] = LINES, **how: object) -> dict[int, dict]:
    answers: dict[int, dict] = {}
    args = {
        "checkpoint": checkpoint,
        "features": str(features),
        "prompts": write_lines(tmp_path / "ask.jsonl", lines),
        "batch_size": 8,
        "max_new_tokens": 12,
        "temperature": 0,
        "top_p": 1,
        "seed": 5,
        **how,
    }
    generate(args, lambda rows: answers.update({row["id"]: row for row in rows}), quiet, quiet)
    assert len(answers) == len(lines)
    return answers


def stock_answer(model, text: Text, visual: torch.Tensor, prompt: str, most: int) -> str:
    """Greedy decoding by Transformers' own modules, one token after another, without a cache."""
    tokens: list[int] = []
    while len(tokens) < most:
        words = model.get_input_embeddings()(torch.tensor([text.question(prompt) + tokens]))
        states = model.model.text_model(inputs_embeds=torch.cat((visual, words), 1)).last_hidden_state
        token = int(model.lm_head(states[0, -1]).argmax())
        if token == text.end:
            break
        tokens.append(token)
    return text.decode(tokens)


def test_greedy_answers_equal_stock_generate(checkpoint: str, features: Path, tmp_path: Path):
    ours = ask(checkpoint, features, tmp_path, max_new_tokens=12)
    model, text = load_model(Path(checkpoint)).eval(), Text(Path(checkpoint))
    with torch.inference_mode():
        for row in range(4):
            visual = project(model, open_features(features)[row : row + 1].float())
            for number, prompt in enumerate(PROMPTS):
                assert ours[row * 10 + number]["text"] == stock_answer(model, text, visual, prompt, 12)


def test_the_batch_does_not_matter(checkpoint: str, features: Path, tmp_path: Path):
    for how in ({}, {"temperature": 0.8, "top_p": 0.9}):
        small, large = (ask(checkpoint, features, tmp_path, batch_size=size, **how) for size in (1, 32))
        assert {key: row["text"] for key, row in small.items()} == {key: row["text"] for key, row in large.items()}


def test_what_else_is_asked_does_not_matter(checkpoint: str, features: Path, tmp_path: Path):
    whole = ask(checkpoint, features, tmp_path, temperature=1.0)
    # As a run that was interrupted asks what is left: fewer lines, other numbers.
    left = [{**line, "id": place} for place, line in enumerate(LINES[5:])]
    rest = ask(checkpoint, features, tmp_path, left, temperature=1.0)
    assert [rest[place]["text"] for place in range(len(left))] == [whole[line["id"]]["text"] for line in LINES[5:]]


def test_sampling_follows_its_seed(checkpoint: str, features: Path, tmp_path: Path):
    one, again, other = (ask(checkpoint, features, tmp_path, temperature=1.5, seed=seed) for seed in (1, 1, 2))
    assert one == again
    assert {k: v["text"] for k, v in one.items()} != {k: v["text"] for k, v in other.items()}


def test_a_capped_answer_says_so(checkpoint: str, features: Path, tmp_path: Path):
    capped = ask(checkpoint, features, tmp_path, max_new_tokens=1, temperature=2.0)
    assert any(row["truncated"] and row["tokens"] == 1 for row in capped.values())


def test_log_probabilities_are_of_the_answer(checkpoint: str, features: Path, tmp_path: Path):
    for row in ask(checkpoint, features, tmp_path).values():
        assert row["min_log_probability"] <= row["log_probability"] <= 0


def test_an_unfinished_checkpoint_is_refused(checkpoint: str, features: Path, tmp_path: Path):
    (Path(checkpoint) / "COMPLETE").unlink()
    with pytest.raises(TrainerError, match="No whole checkpoint"):
        ask(checkpoint, features, tmp_path)
