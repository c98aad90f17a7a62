"""What eight bits are scaled by, measured with the shipped model."""

from pathlib import Path

import pytest
import torch
from torch import nn

from squared_trainer.calibrate import activation_ranges, recorded
from squared_trainer.errors import TrainerError
from squared_trainer.export import export
from squared_trainer.model import encode_images, load_model
from squared_trainer.text import Text

from .conftest import IMAGE_SIZE, ROWS

PROMPT = "describe the image."


def sample(pixels: Path) -> dict:
    return {"pixels": str(pixels), "rows": ROWS, "count": 4, "prompt": PROMPT, "max_new_tokens": 6}


def test_every_linear_layer_has_a_range_that_holds_zero(pico: Path, pixels: Path):
    model = load_model(pico).eval()
    ranges = activation_ranges(model, Text(pico), sample(pixels))
    assert set(ranges) == {layer for layer in model.modules() if isinstance(layer, nn.Linear)}
    for layer, read in ranges.items():
        assert read.low.shape == read.high.shape == (layer.in_features,)
        low, high = read.ends()
        assert low <= 0 < high
    # The same again: nothing is drawn that a second export would draw differently.
    again = activation_ranges(model, Text(pico), sample(pixels))
    assert all(torch.equal(ranges[layer].low, again[layer].low) for layer in ranges)


def test_a_range_is_what_was_read(pico: Path, pixels: Path):
    model = load_model(pico).eval()
    layer = model.model.connector.modality_projection.proj
    images = torch.frombuffer(bytearray(pixels.read_bytes()), dtype=torch.uint8).view(-1, IMAGE_SIZE, IMAGE_SIZE, 3)
    with torch.inference_mode(), recorded(model) as ranges:
        features = [encode_images(model, images[start : start + 4]) for start in (0, 4)]
        for each in features:
            layer(each)
    read = torch.cat(features).flatten(0, 1)
    assert torch.equal(ranges[layer].high, read.amax(dim=0).clamp_min(0))
    assert torch.equal(ranges[layer].low, read.amin(dim=0).clamp_max(0))
    assert not layer._forward_pre_hooks


def test_an_evened_product_is_the_same_with_shorter_tails(pico: Path, pixels: Path):
    model = load_model(pico).eval()
    ranges = activation_ranges(model, Text(pico), sample(pixels))
    for layer in model.model.text_model.layers:
        down = layer.mlp.down_proj
        read = ranges[down]
        even = read.evening(down.weight)
        x = torch.rand(5, down.in_features) * read.high
        assert torch.allclose((x / even) @ (down.weight * even).T, down(x), rtol=1e-4, atol=1e-4)

        def tail(low: float, high: float, typical: float) -> float:
            return max(-low, high) / typical

        typical, evened = (float((each * read.high).abs().median()) for each in (torch.ones(()), 1 / even))
        assert tail(*read.ends(even), evened) < tail(*read.ends(), typical)


def test_eight_bits_without_images_are_refused(pico: Path, tmp_path: Path):
    with pytest.raises(TrainerError, match="Eight bits are measured on images"):
        export({"checkpoint": str(pico), "out": str(tmp_path / "out"), "int8": True, "reference": None})
    assert not (tmp_path / "out").exists()
