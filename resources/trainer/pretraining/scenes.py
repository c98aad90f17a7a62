"""Reading what `main/engine/world/export-pretraining.ts` wrote."""

import json
import random
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


def cell_of(box: list[int]) -> tuple[int, int]:
    """Row and column, from 1, of the 16 px cell that an object's centre lies in."""
    x1, y1, x2, y2 = box
    return min(6, int((y1 + y2) / 32) + 1), min(6, int((x1 + x2) / 32) + 1)


def single_things(scene: dict, rng: random.Random) -> list[dict]:
    """The things whose kind stands only once in the scene, in random order."""
    kinds = [thing["kind"] for thing in scene["objects"]]
    single = [thing for thing in scene["objects"] if kinds.count(thing["kind"]) == 1]
    return rng.sample(single, len(single))


def places(scene: dict, rng: random.Random) -> list[tuple[str, str]]:
    """Where one thing stands, what stands there, and over which cells it reaches (upper left to lower right)."""
    for thing in single_things(scene, rng)[:1]:
        kind, (x1, y1, x2, y2) = thing["kind"], thing["box"]
        cell = "row {} column {}".format(*cell_of(thing["box"]))
        first, last = (f"row {y // 16 + 1} column {x // 16 + 1}" for x, y in ((x1, y1), (x2 - 1, y2 - 1)))
        return [
            (f"in which cell is the {kind}?", cell),
            (f"what is in {cell}?", kind),
            (f"over which cells does the {kind} reach?", f"{first} to {last}"),
        ]
    return []


# Closer than this (in twice a pixel, as centres are) two things are not asked about.
CLEAR = 16


def comparisons(scene: dict, rng: random.Random) -> list[tuple[str, str]]:
    """Which of two things comes first across and down the grid, in other words than the relations have."""
    pair = single_things(scene, rng)[:2]
    if len(pair) < 2:
        return []
    asked = []
    for axis, word in ((0, "column"), (1, "row")):
        first, second = (thing["box"][axis] + thing["box"][axis + 2] for thing in pair)
        if abs(first - second) >= CLEAR:
            earlier = pair[0 if first < second else 1]["kind"]
            asked.append((f"which is in the earlier {word}, {pair[0]['kind']} or {pair[1]['kind']}?", earlier))
    return asked
