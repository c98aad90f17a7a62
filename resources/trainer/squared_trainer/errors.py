"""What goes wrong, in words for the engine: a kind it can act on and a message for the user."""

import errno

from safetensors import SafetensorError


class TrainerError(Exception):
    """`kind` is one of the protocol's: bad_request, missing_file, damaged_file, out_of_memory, no_space, refused."""

    def __init__(self, kind: str, message: str):
        super().__init__(message)
        self.kind = kind


class Cancelled(Exception):
    """The engine asked to stop; everything needed to go on is on the disk."""


def is_out_of_memory(error: BaseException) -> bool:
    """Of the processor's memory or a GPU's, in the words of PyTorch's allocators."""
    text = str(error).lower()
    return isinstance(error, MemoryError) or any(
        words in text for words in ("not enough memory", "out of memory", "can't allocate memory")
    )


def describe(error: BaseException) -> tuple[str, str]:
    """(kind, message) of any exception."""
    if isinstance(error, TrainerError):
        return error.kind, str(error)
    if isinstance(error, FileNotFoundError):
        return "missing_file", f"{error.filename or error} is missing."
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "no_space", f"The disk is full while writing {error.filename or 'a file'}."
    if isinstance(error, SafetensorError):
        return "damaged_file", f"A weights file cannot be read: {error}."
    if is_out_of_memory(error):
        return "out_of_memory", f"Out of memory: {error}"
    return "internal", f"{type(error).__name__}: {error}"
