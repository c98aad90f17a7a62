"""Folders that are whole or ignored: written beside their place, synced, renamed, and marked COMPLETE last."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

COMPLETE = "COMPLETE"


def is_complete(folder: Path) -> bool:
    return (folder / COMPLETE).is_file()


def sync(path: Path) -> None:
    """Pushes a file, or a folder's list of names, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_folder(folder: Path, fill: Callable[[Path], None]) -> None:
    """Lets `fill` write into a temporary folder, then puts that folder in place of `folder`."""
    temporary = folder.with_name(folder.name + ".writing")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    fill(temporary)
    for path in temporary.iterdir():
        sync(path)
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(temporary, folder)
    (folder / COMPLETE).touch()
    sync(folder / COMPLETE)
    sync(folder)
    sync(folder.parent)
