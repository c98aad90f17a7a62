"""`python -m squared_trainer serve`: answers the engine's requests one after the other until stdin ends."""

import json
import os
import queue
import sys
import threading
import traceback

import torch
import transformers

from .device import device_name, missing_device
from .errors import Cancelled, TrainerError, describe
from .export import export
from .features import compute_features
from .generate import generate
from .protocol import PROTOCOL, Speed, Wire, heartbeat
from .train import Report, train


class Server:
    def __init__(self, wire: Wire):
        self.wire = wire
        self.requests: queue.SimpleQueue[dict] = queue.SimpleQueue()
        self.cancelled: set[int] = set()

    def read(self) -> None:
        """Runs in a thread, so that a cancel is heard during a training. When the engine is gone, so are we."""
        for line in sys.stdin:
            try:
                request = json.loads(line)
                if request["command"] == "cancel":
                    self.cancelled.add(request["id"])
                else:
                    self.requests.put(request)
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                self.wire.send("error", id=0, kind="bad_request", message=f"Not a request: {error}: {line[:200]!r}")
        os._exit(0)

    def handle(self, request: dict) -> None:
        number = request["id"]

        def check() -> None:
            if number in self.cancelled:
                raise Cancelled

        def progress(done: int, total: int, rate: float, speed: Speed) -> None:
            self.wire.progress(number, done, total, rate, speed)

        try:
            check()
            match request["command"]:
                case "features":
                    result = compute_features(request["args"], progress, check)
                case "train":
                    report = Report(progress, lambda values: self.wire.send("loss", id=number, **values), check)
                    result = train(request["args"], report)
                case "generate":
                    send = lambda rows: self.wire.send("rows", id=number, rows=rows)  # noqa: E731
                    result = generate(request["args"], send, progress, check)
                case "export":
                    result = export(request["args"])
                case unknown:
                    raise TrainerError("bad_request", f"Unknown command {unknown!r}.")
        except Cancelled:
            self.wire.send("cancelled", id=number)
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            kind, message = describe(error)
            self.wire.send("error", id=number, kind=kind, message=message)
        else:
            self.wire.send("done", id=number, result=result)


def main() -> None:
    if missing := missing_device():
        sys.exit(missing)
    wire = Wire()
    transformers.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    # Denormal numbers late in a cosine schedule slow some processors tenfold.
    torch.set_flush_denormal(True)
    wire.send(
        "ready",
        protocol=PROTOCOL,
        versions={"PyTorch": torch.__version__, "Transformers": transformers.__version__},
        device=device_name(),
        threads=torch.get_num_threads(),
    )
    threading.Thread(target=heartbeat, args=(wire,), daemon=True).start()
    server = Server(wire)
    threading.Thread(target=server.read, daemon=True).start()
    while True:
        server.handle(server.requests.get())
