import pytest
import torch

from squared_trainer.device import device, device_name


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
