"""The frozen encoder's features: computed once for every image of an experiment and shared by all trainings, or,
where they would take too much of the disk, computed anew whenever they are read. Both give the same numbers, in half
precision."""

import hashlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from torch import Tensor
from transformers import PreTrainedModel

from .artifact import is_complete, write_folder, write_json
from .device import device, half_precision
from .errors import TrainerError
from .memory import is_large
from .model import encode_images, feature_shape, image_size, load_model
from .protocol import Progress
from .read_json import read_json
from .text import Text

FILE, RECORD = "features.safetensors", "features.json"
# Patches that the encoder sees at a time: 64 of pico's images, 9 of SmolVLM-256M's.
PATCHES = 9216


def compute_features(args: dict, progress: Progress, check: Callable[[], None]) -> dict:
    """Encodes `args["rows"]` raw images (bytes, rows x S x S x 3) into half precision, rows x N x E s s; without
    `args["cache"]` only notes where they lie."""
    out, rows, source = Path(args["out"]), args["rows"], Path(args["model"])
    began = time.monotonic()
    # A conversation that cannot be trained with is told before hours go into encoding.
    Text(source)
    model = load_model(source).eval().to(device())
    pixels = open_pixels(Path(args["pixels"]), rows, image_size(model))
    visual, width = feature_shape(model)
    most = batch_of(model, args["batch_size"])

    def fill(folder: Path) -> None:
        record = {"rows": rows, "visual_tokens": visual, "width": width, "encoder": encoder_hash(source)}
        if not args["cache"]:
            # As a relative path, since the folder may become another experiment's as well, which has the same images.
            write_json(folder / RECORD, {**record, "pixels": os.path.relpath(args["pixels"], out)})
            return
        with (folder / FILE).open("wb") as file:
            file.write(header(rows, visual, width))
            for start in range(0, rows, most):
                check()
                part = encoded(model, pixels[start : start + most])
                file.write(part.cpu().numpy().tobytes())
                done = start + len(part)
                rate = done / (time.monotonic() - began)
                progress(done, rows, rate, (rate, None))
        write_json(folder / RECORD, record)

    write_folder(out, fill)
    return {"rows": rows, "seconds": time.monotonic() - began}


def batch_of(model: PreTrainedModel, most: int) -> int:
    vision = model.config.vision_config
    return max(1, min(most, PATCHES // (vision.image_size // vision.patch_size) ** 2))


def encoded(model: PreTrainedModel, pixels: np.ndarray) -> Tensor:
    """B x S x S x 3 bytes -> B x N x E s s in half precision, where the model is."""
    where = model.model.connector.modality_projection.proj.weight.device
    with torch.no_grad(), half_precision(is_large(model)):
        return encode_images(model, torch.from_numpy(np.array(pixels)).to(where)).half()


def header(rows: int, visual: int, width: int) -> bytes:
    """Of a safetensors file with the one tensor, so that it can be written row by row and is never whole in memory."""
    size = rows * visual * width * 2
    entry = {"features": {"dtype": "F16", "shape": [rows, visual, width], "data_offsets": [0, size]}}
    text = json.dumps(entry, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text


def open_pixels(file: Path, rows: int, size: int) -> np.ndarray:
    """The engine's raw images, rows x size x size x 3 bytes, mapped from the disk."""
    expected = rows * size * size * 3
    if file.stat().st_size < expected:
        raise TrainerError(
            "damaged_file",
            f"{file} holds {file.stat().st_size} bytes; {rows} images of {size} x {size} pixels need {expected}.",
        )
    return np.memmap(file, np.uint8, "r", shape=(rows, size, size, 3))


def encoder_hash(model: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(model.glob("*.safetensors")):
        with file.open("rb") as data:
            while block := data.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


class EncodedAsRead:
    """Features that are nowhere: `model`'s frozen encoder makes those of the rows that are asked for."""

    def __init__(self, pixels: np.ndarray, record: dict, model: PreTrainedModel):
        self.pixels, self.model = pixels, model
        self.shape = (record["rows"], record["visual_tokens"], record["width"])

    def __getitem__(self, rows: "list[int] | slice | Tensor") -> Tensor:
        asked = self.pixels[rows.tolist() if isinstance(rows, Tensor) else rows]
        most = batch_of(self.model, len(asked))
        return torch.cat([encoded(self.model, asked[start : start + most]) for start in range(0, len(asked), most)])


def open_features(folder: Path, model: PreTrainedModel | None = None) -> Tensor | EncodedAsRead:
    """The features, rows x N x E s s in half precision: mapped from the disk, or made by `model` as they are read."""
    if not is_complete(folder):
        raise TrainerError("missing_file", f"No whole set of image features at {folder}: run the features step again.")
    if (folder / FILE).is_file():
        with safe_open(folder / FILE, framework="pt") as file:
            return file.get_tensor("features")
    record = read_json(folder / RECORD)
    if model is None:
        raise TrainerError("bad_request", f"{folder} holds no features, and there is no model to make them.")
    return EncodedAsRead(open_pixels(folder / record["pixels"], record["rows"], image_size(model)), record, model)
