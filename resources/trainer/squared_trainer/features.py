"""The frozen encoder's features, computed once for every image of an experiment and shared by all trainings."""

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

from .artifact import is_complete, write_folder, write_json
from .device import device
from .errors import TrainerError
from .model import IMAGE_SIZE, encode_images, load_model

FILE = "features.safetensors"


def compute_features(args: dict, progress: Callable[[int, int, float], None], check: Callable[[], None]) -> dict:
    """Encodes `args["rows"]` raw images (bytes, rows x 96 x 96 x 3) into half precision, rows x 36 x 512."""
    out, rows = Path(args["out"]), args["rows"]
    pixels = open_pixels(Path(args["pixels"]), rows)
    began = time.monotonic()
    model = load_model(Path(args["model"])).eval().to(device())
    visual = (IMAGE_SIZE // model.config.vision_config.patch_size // model.config.scale_factor) ** 2
    width = model.config.vision_config.hidden_size * model.config.scale_factor**2
    features = torch.empty((rows, visual, width), dtype=torch.float16)
    with torch.inference_mode():
        for start in range(0, rows, args["batch_size"]):
            check()
            part = torch.from_numpy(np.array(pixels[start : start + args["batch_size"]]))
            features[start : start + len(part)] = encode_images(model, part.to(device())).half()
            done = start + len(part)
            progress(done, rows, done / (time.monotonic() - began))

    def fill(folder: Path) -> None:
        save_file({"features": features}, folder / FILE)
        write_json(
            folder / "features.json",
            {
                "rows": rows,
                "visual_tokens": visual,
                "width": width,
                "encoder": encoder_hash(Path(args["model"])),
            },
        )

    write_folder(out, fill)
    return {"rows": rows, "seconds": time.monotonic() - began}


def open_pixels(file: Path, rows: int) -> np.ndarray:
    """The engine's raw images, rows x 96 x 96 x 3 bytes, mapped from the disk."""
    expected = rows * IMAGE_SIZE * IMAGE_SIZE * 3
    if file.stat().st_size < expected:
        raise TrainerError(
            "damaged_file",
            f"{file} holds {file.stat().st_size} bytes; {rows} images need {expected}.",
        )
    return np.memmap(file, np.uint8, "r", shape=(rows, IMAGE_SIZE, IMAGE_SIZE, 3))


def encoder_hash(model: Path) -> str:
    return hashlib.sha256((model / "model.safetensors").read_bytes()).hexdigest()


def open_features(folder: Path) -> Tensor:
    """The features, rows x N x 4D in half precision, mapped from the disk."""
    if not is_complete(folder):
        raise TrainerError("missing_file", f"No whole set of image features at {folder}: run the features step again.")
    with safe_open(folder / FILE, framework="pt") as file:
        return file.get_tensor("features")
