"""Where models run: the GPU that torch sees, else the processor."""

import os

import torch


def device() -> torch.device:
    """SQUARED_DEVICE (`cpu`, `cuda`, `cuda:1`) goes first, as on a workstation whose first GPU drives the display."""
    return torch.device(os.environ.get("SQUARED_DEVICE") or ("cuda" if torch.cuda.is_available() else "cpu"))


def device_name() -> str:
    """What a report says the models ran on: the GPU's name, or `cpu`."""
    where = device()
    return torch.cuda.get_device_name(where) if where.type == "cuda" else str(where)
