"""`python -m squared_trainer devices`: the GPUs that PyTorch can use here, as one line of JSON."""

import json

import torch


def gpus() -> list[dict]:
    if not torch.cuda.is_available():
        return []
    found = ((index, torch.cuda.get_device_properties(index)) for index in range(torch.cuda.device_count()))
    return [{"id": f"cuda:{index}", "name": one.name, "memory_bytes": one.total_memory} for index, one in found]


def main() -> None:
    print(json.dumps({"torch": torch.__version__, "gpus": gpus()}), flush=True)
