"""The trainer as the engine sees it: a process that speaks JSON lines, held to the golden file of both sides."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from squared_trainer.protocol import PROTOCOL

from .conftest import ROWS

HERE = Path(__file__).parents[1]
GOLDEN = json.loads((HERE.parents[1] / "test" / "contract" / "trainer-protocol.json").read_text(encoding="utf-8"))


class Process:
    def __init__(self) -> None:
        self.child = subprocess.Popen(
            [sys.executable, "-m", "squared_trainer", "serve"],
            cwd=HERE,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def send(self, request: dict) -> None:
        self.child.stdin.write(json.dumps(request) + "\n")
        self.child.stdin.flush()

    def until(self, *events: str) -> Iterator[dict]:
        """Every event up to and including the first of the given kinds; an error nobody waits for fails at once."""
        for line in self.child.stdout:
            event = json.loads(line)
            yield event
            if event["event"] in events:
                return
            assert event["event"] != "error", event
        raise AssertionError(f"the trainer ended before {events}")


@pytest.fixture
def trainer() -> Iterator[Process]:
    process = Process()
    yield process
    process.child.kill()
    process.child.wait()


def shape(value: object) -> object:
    """The keys and kinds of a JSON value; numbers of any kind are alike."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    return "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else type(value).__name__


def golden(event: str) -> dict:
    return next(each for each in GOLDEN["events"] if each["event"] == event)


def test_it_speaks_the_golden_files_protocol(trainer: Process, train_args: dict):
    assert GOLDEN["protocol"] == PROTOCOL
    ready = list(trainer.until("ready"))[-1]
    assert shape(ready) == shape(golden("ready"))
    example = next(request for request in GOLDEN["requests"] if request["command"] == "train")
    assert set(example["args"]) == set(train_args)
    trainer.send({"id": 7, "command": "train", "args": train_args})
    events = {event["event"]: event for event in trainer.until("done", "error")}
    assert events["done"]["id"] == 7
    for name in ("heartbeat", "progress"):
        assert shape(events[name]) == shape(golden(name))
    assert set(events["loss"]) == set(golden("loss"))


def test_a_cancelled_training_answers_and_the_trainer_lives_on(trainer: Process, train_args: dict, pixels: Path):
    train_args["stages"][1]["epochs"] = 10_000
    list(trainer.until("ready"))
    trainer.send({"id": 1, "command": "train", "args": train_args})
    list(trainer.until("progress"))
    trainer.send({"id": 1, "command": "cancel"})
    assert list(trainer.until("cancelled", "done", "error"))[-1]["event"] == "cancelled"
    assert (Path(train_args["out"] + ".partial") / "COMPLETE").is_file()
    features = {
        "model": train_args["model"],
        "pixels": str(pixels),
        "rows": ROWS,
        "out": train_args["out"] + "-features",
        "batch_size": 8,
        "cache": True,
    }
    trainer.send({"id": 2, "command": "features", "args": features})
    assert list(trainer.until("done", "error"))[-1]["event"] == "done"


def test_errors_name_their_kind_and_item(trainer: Process, train_args: dict):
    list(trainer.until("ready"))
    trainer.send({"id": 1, "command": "train", "args": {**train_args, "start": "/nowhere/v3"}})
    error = list(trainer.until("error", "done"))[-1]
    assert shape(error) == shape(golden("error"))
    assert (error["kind"], "/nowhere/v3" in error["message"]) == ("missing_file", True)
    trainer.send({"id": 2, "command": "dance", "args": {}})
    assert list(trainer.until("error"))[-1]["kind"] == "bad_request"


def test_a_pickle_is_refused_before_pytorch_sees_it(trainer: Process, train_args: dict, tmp_path: Path):
    evil = tmp_path / "evil"
    evil.mkdir()
    (evil / "config.json").write_text((Path(train_args["model"]) / "config.json").read_text())
    (evil / "pytorch_model.bin").write_bytes(b"cos\nsystem\n(S'touch " + str(tmp_path / "owned").encode() + b"'\ntR.")
    list(trainer.until("ready"))
    trainer.send({"id": 1, "command": "train", "args": {**train_args, "start": str(evil)}})
    assert list(trainer.until("error", "done"))[-1]["kind"] == "refused"
    assert not (tmp_path / "owned").exists()


def test_it_ends_when_the_engine_is_gone(trainer: Process):
    list(trainer.until("ready"))
    trainer.child.stdin.close()
    assert trainer.child.wait(timeout=5) == 0


def test_a_killed_training_goes_on_from_its_resume_state(trainer: Process, train_args: dict, tmp_path: Path):
    train_args["save_every"] = 0
    train_args["stages"][1]["epochs"] = 40
    list(trainer.until("ready"))
    trainer.send({"id": 1, "command": "train", "args": train_args})
    list(trainer.until("progress"))
    os.kill(trainer.child.pid, signal.SIGKILL)
    trainer.child.wait()
    state = Path(train_args["out"] + ".partial") / "state.json"
    at = json.loads(state.read_text())["at"]
    assert at > 0
    second = Process()
    try:
        list(second.until("ready"))
        second.send({"id": 1, "command": "train", "args": train_args})
        first_progress = list(second.until("progress"))[-1]
        assert first_progress["done"] > at
    finally:
        second.child.kill()
