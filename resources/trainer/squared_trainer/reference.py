"""What stock Transformers computes with a checkpoint, beside its export, so that the export can be held to it.

`parity/asks.jsonl`: for each image its row, prompt, ids (visual tokens as image marks) and greedy tokens;
`parity/logits.f32`: the logits behind each prompt, images x vocabulary, single precision.
"""

import json
from pathlib import Path

import numpy as np
import torch

from .features import open_pixels
from .model import feature_shape, image_size, normalise
from .text import Text

FOLDER = "parity"
BATCH = 16


def write_reference(model, text: Text, args: dict, folder: Path) -> None:
    """`args`: `rows` raw images `pixels`, of which `count` are taken evenly; `prompt`; `max_new_tokens`."""
    pixels = open_pixels(Path(args["pixels"]), args["rows"], image_size(model))
    rows = [int(row) for row in np.linspace(0, args["rows"] - 1, min(args["count"], args["rows"]))]
    ids = text.picture(feature_shape(model)[0]) + text.question(args["prompt"])
    (folder / FOLDER).mkdir()
    with (folder / FOLDER / "asks.jsonl").open("w", encoding="utf-8") as asks:
        logits = [
            logits_and_tokens(model, pixels, rows[start : start + BATCH], ids, args, asks)
            for start in range(0, len(rows), BATCH)
        ]
    np.concatenate(logits).astype("<f4").tofile(folder / FOLDER / "logits.f32")


def logits_and_tokens(model, pixels: np.ndarray, rows: list[int], ids: list[int], args: dict, asks) -> np.ndarray:
    """Writes a line for each row and returns the logits behind its prompt, rows x vocabulary."""
    inputs = {
        "input_ids": torch.tensor([ids] * len(rows)),
        "attention_mask": torch.ones(len(rows), len(ids), dtype=torch.long),
        "pixel_values": normalise(torch.from_numpy(np.array(pixels[rows])))[:, None],
    }
    with torch.inference_mode():
        logits = model(**inputs, logits_to_keep=1).logits[:, -1]
        written = model.generate(**inputs, max_new_tokens=args["max_new_tokens"], do_sample=False)
    for row, tokens in zip(rows, written[:, len(ids) :].tolist(), strict=True):
        asks.write(json.dumps({"row": row, "prompt": args["prompt"], "ids": ids, "tokens": tokens}) + "\n")
    return logits.numpy()
