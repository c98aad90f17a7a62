"""Real parts, small: the shipped pico model, a few noise images, features made by the trainer itself."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from squared_trainer.features import compute_features

# Tests hold results to the last bit, which only the processor repeats.
os.environ["SQUARED_DEVICE"] = "cpu"

IMAGE_SIZE = 96
PICO = Path(__file__).parents[2] / "models" / "pico"
ROWS = 12


def quiet(*_: object) -> None:
    pass


@pytest.fixture(scope="session")
def pico() -> Path:
    return PICO


@pytest.fixture(scope="session")
def pixels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("images") / "pixels.u8"
    np.random.default_rng(1).integers(0, 256, (ROWS, IMAGE_SIZE, IMAGE_SIZE, 3), np.uint8).tofile(file)
    return file


@pytest.fixture(scope="session")
def features(pixels: Path) -> Path:
    out = pixels.parent / "features"
    args = {"model": str(PICO), "pixels": str(pixels), "rows": ROWS, "out": str(out), "batch_size": 5, "cache": True}
    assert compute_features(args, quiet, quiet)["rows"] == ROWS
    return out


def write_lines(path: Path, lines: list[dict]) -> str:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(path)


@pytest.fixture
def samples(tmp_path: Path) -> str:
    """Every image with a caption and a yes/no question."""
    turns = [
        {"user": "describe the image briefly.", "assistant": "a large dog and a cat on grass."},
        {"user": "is there a dog in the image?", "assistant": "yes"},
    ]
    return write_lines(tmp_path / "samples.jsonl", [{"row": row, "turns": turns} for row in range(ROWS)])


@pytest.fixture
def train_args(pico: Path, features: Path, samples: str, tmp_path: Path) -> dict:
    def stage(name: str, trains: list[str]) -> dict:
        return {
            "name": name,
            "samples": samples,
            "epochs": 2,
            "batch_size": 4,
            "learning_rate": 1e-3,
            "warmup": 0.03,
            "weight_decay": 0,
            "shared": None,
            "trains": trains,
            "lora": None,
        }

    return {
        "model": str(pico),
        "start": None,
        "features": str(features),
        "held_out": samples,
        "seed": 3,
        "save_every": 1e9,
        "stages": [stage("align", ["projector"]), stage("sft", ["projector", "lm"])],
        "out": str(tmp_path / "v0"),
    }
