"""Conversations as token ids.

A sequence is the image's visual tokens within the model's own frame (frame.py), then question and answer; for pico
`<image> x 36, <|user|> question <|assistant|> answer <|end|>`. Several turns about one image share its visual tokens:
each turn sees the image and itself, never another turn, and its positions restart after the image. That is the same
mathematics as one sequence a turn at a fraction of the cost (tests hold it to stock Transformers' logits).
"""

from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from .errors import TrainerError
from .frame import IMAGE, frame_of, token_text
from .read_json import read_json

# Pico's special tokens, in the order of their ids.
THING = "<|thing|>"
SPECIALS = ["<|pad|>", "<|end|>", "<|user|>", "<|assistant|>", IMAGE, THING]


@dataclass(frozen=True)
class Limits:
    """Longer questions and answers are cut, as one 1 MB caption must not stop a run. Turns of one image are split
    over several sequences beyond `text` tokens, so that no batch explodes."""

    question: int
    answer: int
    text: int


def limits_of(positions: int, taken: int, folder: Path | str = "") -> Limits:
    """By a model's positions, of which the image and the frame have `taken`. Pico (256 positions): 48, 96, 192.

    main/captioner/limits.ts cuts questions by the same rule.
    """
    room = positions - taken
    if room < 24:
        raise TrainerError(
            "bad_request",
            f"{folder} has {positions} positions, and an image with its marks takes {taken}: no room for text.",
        )
    question = min(positions * 3 // 16, 512, room // 3)
    answer = min(positions * 3 // 8, 1024, room - question)
    return Limits(question, answer, max(question + answer, min(positions * 3 // 4, 2048)))


@dataclass(frozen=True)
class Turn:
    """Token ids of a turn; the loss is taken on the last `answered` of them (the answer and its end mark)."""

    ids: list[int]
    answered: int
    truncated: bool


class Text:
    """A model folder's tokenizer with the conversation's frame around it."""

    def __init__(self, folder: Path):
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.frame = frame_of(folder, self.tokenizer)
        # A literal "<image>" in a user's text is text, never a mark: marks are only ever put in by their ids.
        self.tokenizer.encode_special_tokens = True
        config = read_json(folder / "config.json")
        self.image, self.thing = (self.tokenizer.token_to_id(token) for token in (IMAGE, THING))
        if self.image is None or self.image != config.get("image_token_id", self.image):
            raise TrainerError(
                "bad_request",
                f"{folder}/config.json calls token {config.get('image_token_id')} the image's; "
                f"tokenizer.json has {IMAGE} as {self.image}. They are not of one model.",
            )
        self.end, self.pad = self.frame.end, pad_of(folder, self.tokenizer, self.frame.end)
        vision = config["vision_config"]
        side = vision.get("image_size", 224) // vision.get("patch_size", 32) // config.get("scale_factor", 2)
        self.limits = limits_of(
            config["text_config"].get("max_position_embeddings", 2048), side**2 + self.frame.length, folder
        )

    def encode(self, text: str) -> list[int]:
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def decode(self, ids: list[int]) -> str:
        return self.tokenizer.decode(ids, skip_special_tokens=True).strip()

    def picture(self, visual: int) -> list[int]:
        """An image of so many visual tokens between its marks, each of them the image's mark."""
        return [*self.frame.before, *[self.image] * visual, *self.frame.after]

    def question(self, user: str) -> list[int]:
        return [*self.frame.opening, *self.encode(user)[: self.limits.question], *self.frame.asking]

    def turn(self, user: str, assistant: str) -> Turn:
        # What leads an answer (a space) is encoded with it, so that a word is the same token here and in the middle
        # of a caption.
        answer = self.encode(f"{self.frame.lead}{assistant}") if assistant else []
        kept = answer[: self.limits.answer]
        ids = [*self.question(user), *kept, self.end]
        return Turn(ids, len(kept) + 1, len(kept) < len(answer))


def pad_of(folder: Path, tokenizer: Tokenizer, otherwise: int) -> int:
    """What fills rows up; nothing is ever computed from it."""
    config = folder / "tokenizer_config.json"
    named = token_text(read_json(config).get("pad_token")) if config.is_file() else ""
    token = tokenizer.token_to_id(named) if named else None
    return otherwise if token is None else token
