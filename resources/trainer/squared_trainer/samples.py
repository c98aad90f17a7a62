"""Reading the engine's sample and prompt files; a broken line is named, never skipped in silence."""

import json
from pathlib import Path

from .errors import TrainerError


def read_lines(path: Path, rows: int) -> list[dict]:
    """JSON lines whose `row` lies inside the features."""
    lines: list[dict] = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            try:
                value = json.loads(line)
                inside = 0 <= value["row"] < rows
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                raise TrainerError("damaged_file", f"{path}, line {number}: {error}.") from error
            if not inside:
                raise TrainerError(
                    "bad_request", f"{path}, line {number}: row {value['row']} is not one of {rows} images."
                )
            lines.append(value)
    if not lines:
        raise TrainerError("bad_request", f"{path} is empty: there is nothing to train on or to answer.")
    return lines
