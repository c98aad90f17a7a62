"""The wire: one JSON object a line on the real stdout, which nothing else may write to."""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

PROTOCOL = 1
EVENTS_A_SECOND = 10

# Images and tokens a second; None where there are none.
Speed = tuple[float | None, float | None]
Progress = Callable[[int, int, float, Speed], None]


class Wire:
    """Events to the engine. Library chatter on stdout is sent to stderr, so that it cannot break a line."""

    def __init__(self) -> None:
        self._out: TextIO = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
        os.dup2(2, 1)
        sys.stdout = sys.stderr
        self._lock = threading.Lock()
        self._last_progress = 0.0

    def send(self, event: str, **values: object) -> None:
        line = json.dumps({"event": event, **values}, ensure_ascii=False, allow_nan=False)
        with self._lock:
            self._out.write(line + "\n")

    def progress(self, request: int, done: int, total: int, rate: float, speed: Speed) -> None:
        """At most ten a second, and always the last one."""
        now = time.monotonic()
        if done == total or now - self._last_progress > 1 / EVENTS_A_SECOND:
            self._last_progress = now
            images, tokens = speed
            values = {"done": done, "total": total, "rate": rate}
            self.send("progress", id=request, **values, images_per_second=images, tokens_per_second=tokens)


def memory() -> tuple[int, int]:
    """(resident bytes now, highest so far) of this process."""
    values = dict.fromkeys(("VmRSS", "VmHWM"), 0)
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            name, _, rest = line.partition(":")
            if name in values:
                values[name] = int(rest.split()[0]) * 1024
    return values["VmRSS"], values["VmHWM"]


def heartbeat(wire: Wire) -> None:
    """Once a second, from a thread of its own: a trainer that stops beating is hung or dead."""
    while True:
        now, peak = memory()
        wire.send("heartbeat", memory_bytes=now, peak_memory_bytes=peak)
        time.sleep(1)
