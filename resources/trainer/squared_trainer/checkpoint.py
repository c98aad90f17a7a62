"""A trained model as a folder that stock Transformers opens alone."""

import shutil
from pathlib import Path

from transformers import PreTrainedModel

from .artifact import write_folder, write_json
from .model import image_size
from .read_json import read_json

PREPROCESSOR = "preprocessor_config.json"
# What of the pretrained folder belongs into every checkpoint, where it is there.
COMPANIONS = (
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "vocab.json",
    "merges.txt",
    "chat_template.jinja",
    "chat_template.json",
    "processor_config.json",
    PREPROCESSOR,
)


def write_checkpoint(out: Path, model: PreTrainedModel, source: Path, end: int, record: dict) -> None:
    """`source`: the pretrained folder; `end`: the token that ends an answer; `record` goes into squared.json."""
    model.requires_grad_(True)
    if model.generation_config.eos_token_id is None:
        model.generation_config.eos_token_id = end

    def fill(folder: Path) -> None:
        model.save_pretrained(folder)
        for name in COMPANIONS:
            if (source / name).is_file():
                shutil.copy2(source / name, folder / name)
        as_trained(folder, image_size(model))
        write_json(folder / "squared.json", record)

    write_folder(out, fill)


def as_trained(folder: Path, size: int) -> None:
    """Pictures were one square each while this was trained, never cut; readers have to see them so as well."""
    processor = folder / "processor_config.json"
    for name in (PREPROCESSOR, processor.name):
        settings = read_json(folder / name) if (folder / name).is_file() else {}
        # Newer processors keep the image processor's settings among their own.
        whole = settings if name == PREPROCESSOR else settings.get("image_processor")
        if isinstance(whole, dict) and whole.get("do_image_splitting", True):
            square = {"longest_edge": size}
            whole |= {"do_image_splitting": False, "size": square, "max_image_size": square}
            write_json(folder / name, settings)
