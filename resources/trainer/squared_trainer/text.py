"""Conversations as token ids.

A sequence is `<image> x 36, <|user|> question <|assistant|> answer <|end|>`; the chat template in the model folder
says the same to stock Transformers. Several turns about one image share its visual tokens: each turn sees the image and
itself, never another turn, and its positions restart after the image. That is the same mathematics as one sequence a
turn at a fraction of the cost (a test holds it to stock Transformers' logits).
"""

from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

IMAGE, USER, ASSISTANT, END, PAD, THING = (
    "<image>",
    "<|user|>",
    "<|assistant|>",
    "<|end|>",
    "<|pad|>",
    "<|thing|>",
)
SPECIALS = [PAD, END, USER, ASSISTANT, IMAGE, THING]

# Longer answers are cut: a pico model has 256 positions, and one 1 MB caption must not stop a run.
MAX_QUESTION = 48
MAX_ANSWER = 96
# Turns of one image are split over several sequences beyond this many text tokens, so that no batch explodes.
MAX_TEXT = 192


@dataclass(frozen=True)
class Turn:
    """Token ids of a turn; the loss is taken on the last `answered` of them (the answer and its end mark)."""

    ids: list[int]
    answered: int
    truncated: bool


class Text:
    """The tokenizer with the conversation's frame around it."""

    def __init__(self, folder: Path):
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        # A literal "<image>" in a user's text is text, never a mark: marks are only ever put in by their ids.
        self.tokenizer.encode_special_tokens = True
        self.pad, self.end, self.user, self.assistant, self.image, self.thing = (
            self.tokenizer.token_to_id(token) for token in SPECIALS
        )

    def encode(self, text: str) -> list[int]:
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def decode(self, ids: list[int]) -> str:
        return self.tokenizer.decode(ids, skip_special_tokens=True).strip()

    def question(self, user: str) -> list[int]:
        return [self.user, *self.encode(user)[:MAX_QUESTION], self.assistant]

    def turn(self, user: str, assistant: str) -> Turn:
        # A leading space, so that a word is the same token as an answer and in the middle of a caption.
        answer = self.encode(f" {assistant}") if assistant else []
        kept = answer[:MAX_ANSWER]
        ids = [*self.question(user), *kept, self.end]
        return Turn(ids, len(kept) + 1, len(kept) < len(answer))
