"""Where models run: the GPU that torch sees, else the processor."""

import os
from contextlib import AbstractContextManager, nullcontext

import torch


def device() -> torch.device:
    """SQUARED_DEVICE (`cpu`, `cuda`, `cuda:1`) goes first, as on a workstation whose first GPU drives the display."""
    return torch.device(os.environ.get("SQUARED_DEVICE") or ("cuda" if torch.cuda.is_available() else "cpu"))


def missing_device() -> str | None:
    """Why nothing can run where it was asked to; None where it can."""
    where = device()
    if where.type != "cuda":
        return None
    there = torch.cuda.device_count() if torch.cuda.is_available() else 0
    if (where.index or 0) < there:
        return None
    gpus = "no GPU" if there == 0 else f"only {there} of them"
    return (
        f"Models are to run on {where}, and PyTorch sees {gpus} here. Choose another device in Settings, or name one "
        "in SQUARED_DEVICE (cpu runs everywhere)."
    )


def device_name() -> str:
    """What a report says the models ran on: the GPU's name, or `cpu`."""
    where = device()
    return torch.cuda.get_device_name(where) if where.type == "cuda" else str(where)


def half_precision(large: bool) -> AbstractContextManager:
    """Large models multiply in bfloat16 on a GPU, from weights that stay in single precision; all else computes in
    single precision."""
    return torch.autocast("cuda", torch.bfloat16) if large and device().type == "cuda" else nullcontext()
