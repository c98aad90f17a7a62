"""Our forward pass against stock Transformers, number by number."""

from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from squared_trainer.batches import Sequence, collate
from squared_trainer.features import open_features
from squared_trainer.model import answer_loss, hidden_states, load_model, normalise, project
from squared_trainer.text import Text

QUESTIONS = [
    ("is there a dog in the image?", "yes"),
    ("describe the image briefly.", "a large dog and two cats on grass."),
    ("describe this image with all of its details.", "a large dog, two small cats and a sign that says tea on grass."),
]


def stock_logits(model, text: Text, pixels: torch.Tensor, turn) -> torch.Tensor:
    ids = torch.tensor([[text.image] * 36 + turn.ids])
    return model(input_ids=ids, pixel_values=normalise(pixels)[:, None]).logits[0, 36:]


def test_shared_turns_give_the_logits_of_stock_transformers_one_turn_at_a_time(
    pico: Path, pixels: Path, features: Path
):
    model, text = load_model(pico).eval(), Text(pico)
    image = torch.from_numpy(np.fromfile(pixels, np.uint8, count=96 * 96 * 3)).reshape(1, 96, 96, 3)
    turns = tuple(text.turn(*question) for question in QUESTIONS)
    batch = collate([Sequence(0, turns)], text.pad)
    with torch.inference_mode():
        visual = project(model, open_features(features)[:1].float())
        everywhere = torch.cat([(block.ids != text.pad).flatten() for block in batch.blocks])
        ours = F.linear(hidden_states(model, visual, batch.blocks, everywhere), model.lm_head.weight)
        # Two turns share a block, the shorter one padded; the third has one to itself.
        assert len(batch.blocks) == 2
        at = 0
        for turn in sorted(turns, key=lambda turn: len(turn.ids)):
            stock = stock_logits(model, text, image, turn)
            # Features are cached in half precision, hence the tolerance.
            assert (ours[at : at + len(turn.ids)] - stock).abs().max() < 2e-2
            at += len(turn.ids)


def test_the_loss_counts_the_answers_tokens_and_nothing_else(pico: Path, features: Path):
    model, text = load_model(pico).eval(), Text(pico)
    turn = text.turn(*QUESTIONS[1])
    visual = project(model, open_features(features)[:2].float())
    padded = collate([Sequence(0, (turn,)), Sequence(1, (turn, turn, turn))], text.pad)
    alone = collate([Sequence(0, (turn,))], text.pad)
    with torch.inference_mode():
        both = answer_loss(model, visual, padded)
        first, second = answer_loss(model, visual[:1], alone), answer_loss(model, visual[1:], alone)
    # Three identical turns of the second image weigh three times; padding weighs nothing.
    assert torch.allclose(both, (first + 3 * second) / 4, atol=1e-5)


def test_an_empty_answer_and_an_endless_one_are_both_trainable(pico: Path):
    text = Text(pico)
    assert text.turn("describe the image briefly.", "").answered == 1
    endless = text.turn("describe the image briefly.", "dog " * 100_000)
    assert endless.truncated and len(endless.ids) < 200


def test_text_outside_the_vocabulary_survives_a_round_trip(pico: Path):
    text = Text(pico)
    for words in ("a dog [083,167,416,999].", "naïve 日本 🙂 <image>", "x\ty"):
        assert text.decode(text.encode(words)) == words.lower()
