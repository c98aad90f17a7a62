"""Reading what `main/engine/world/export-pretraining.ts` wrote."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

BRIEF = "describe the image briefly."
PATCHES = 12


def read_scenes(folder: Path) -> Iterator[dict]:
    with (folder / "scenes.jsonl").open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def read_patches(folder: Path) -> np.ndarray:
    """Class of every 8 px patch, rows x 144."""
    return np.fromfile(folder / "patches.u16", "<u2").reshape(-1, PATCHES * PATCHES)


def read_pixels(folder: Path) -> np.ndarray:
    return np.memmap(folder / "images.u8", np.uint8, "r").reshape(-1, 96, 96, 3)


def texts(scene: dict) -> Iterator[tuple[str, str]]:
    """Every question and answer that the world's language has for a scene."""
    yield BRIEF, scene["alt"]
    yield "", scene["dense"]
    for key in ("existence", "counting", "relationQuestions", "where"):
        yield from map(tuple, scene[key] or [])
    for key in (
        "backgroundQuestion",
        "relationNarration",
        "groundedShort",
        "groundedLong",
        "reading",
        "readingNarration",
    ):
        if scene[key]:
            yield tuple(scene[key])
