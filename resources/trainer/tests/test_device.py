import json
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from squared_trainer.device import device, device_name, missing_device


def test_the_user_chooses_the_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SQUARED_DEVICE", "cuda:1")
    assert device() == torch.device("cuda", 1)
    monkeypatch.setenv("SQUARED_DEVICE", "cpu")
    assert (device(), device_name()) == (torch.device("cpu"), "cpu")


@pytest.mark.parametrize("there", [True, False])
def test_without_a_choice_the_gpu_goes_first(monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    monkeypatch.delenv("SQUARED_DEVICE")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: there)
    assert device().type == ("cuda" if there else "cpu")


@pytest.mark.parametrize(
    ("gpus", "asked", "told"), [(0, "cuda:0", "no GPU"), (2, "cuda:2", "only 2"), (2, "cuda:1", "")]
)
def test_a_device_that_is_not_there_is_told_by_name(
    monkeypatch: pytest.MonkeyPatch, gpus: int, asked: str, told: str
) -> None:
    monkeypatch.setenv("SQUARED_DEVICE", asked)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: gpus > 0)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: gpus)
    missing = missing_device()
    assert (missing is None) == (told == "")
    if missing:
        assert asked in missing and told in missing


def test_the_gpus_are_told_as_one_line() -> None:
    command = [sys.executable, "-m", "squared_trainer", "devices"]
    lines = subprocess.check_output(command, cwd=Path(__file__).parents[1], text=True).splitlines()
    answer = json.loads(lines[-1])
    assert answer["torch"] == torch.__version__
    assert len(answer["gpus"]) == (torch.cuda.device_count() if torch.cuda.is_available() else 0)
