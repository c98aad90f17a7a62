"""A model's own conversation, taken from its chat template: which tokens stand around the picture, the question and
the answer.

SmolVLM: `<|im_start|>User:<fake_token_around_image><global-img>` picture `<fake_token_around_image>` question
`<end_of_utterance>\\nAssistant:` answer `<end_of_utterance>`; pico: picture `<|user|>` question `<|assistant|>`
answer `<|end|>`. The marks around a picture are not in a template: SmolVLM's processor puts them there, as is done
here.
"""

from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer
from transformers.utils.chat_template_utils import render_jinja_template

from .errors import TrainerError
from .read_json import read_json

IMAGE, AROUND, WHOLE = "<image>", "<fake_token_around_image>", "<global-img>"
# Stand in for the user's texts while the template is filled: no template changes them, no text holds them.
QUESTION, ANSWER = "\U000f0000", "\U000f0001"


@dataclass(frozen=True)
class Frame:
    """Token ids: `before` and `after` the visual tokens, which an image's turns share; `opening` a turn; `asking`
    between question and answer; `end` behind the answer. `lead` stands between `asking` and the answer's text and is
    encoded with it."""

    before: list[int]
    after: list[int]
    opening: list[int]
    asking: list[int]
    lead: str
    end: int

    @property
    def length(self) -> int:
        return sum(len(part) for part in (self.before, self.after, self.opening, self.asking)) + 1


def frame_of(folder: Path, tokenizer: Tokenizer) -> Frame:
    """The frame that the folder's chat template describes; `tokenizer` finds special tokens in text."""
    user = {"role": "user", "content": [{"type": "image"}, {"type": "text", "text": QUESTION}]}
    assistant = {"role": "assistant", "content": [{"type": "text", "text": ANSWER}]}
    asked, told = filled(folder, [user], True), filled(folder, [user, assistant], False)
    before, opening, asking = split(folder, asked, IMAGE, QUESTION)
    *_, rest = split(folder, told, IMAGE, QUESTION)
    lead, ending = split(folder, rest, ANSWER)
    if not lead.startswith(asking):
        raise unusable(folder, f"it asks with {asking!r} and answers behind {lead!r}")

    def encode(text: str) -> list[int]:
        return tokenizer.encode(text, add_special_tokens=False).ids if text else []

    marked = tokenizer.token_to_id(AROUND) is not None
    whole = WHOLE if tokenizer.token_to_id(WHOLE) is not None else ""
    special = {token for token, added in tokenizer.get_added_tokens_decoder().items() if added.special}
    end = next((token for token in encode(ending) if token in special), None)
    if end is None:
        raise unusable(folder, f"no special token ends an answer; there is {ending!r}")
    return Frame(
        before=encode(before + AROUND + whole if marked else before),
        after=encode(AROUND) if marked else [],
        opening=encode(opening),
        asking=encode(asking),
        lead=lead[len(asking) :],
        end=end,
    )


def template_of(folder: Path) -> str:
    """A file of its own since 2025; before, a member of a JSON file."""
    if (folder / "chat_template.jinja").is_file():
        return (folder / "chat_template.jinja").read_text(encoding="utf-8")
    for name in ("chat_template.json", "processor_config.json", "tokenizer_config.json"):
        if (folder / name).is_file():
            template = read_json(folder / name).get("chat_template")
            if isinstance(template, str):
                return template
    raise TrainerError("missing_file", f"{folder} has no chat template: chat_template.jinja is missing.")


def filled(folder: Path, messages: list[dict], asks: bool) -> str:
    """Transformers fills templates in a sandbox: what they say is text, never code that reaches anything."""
    config = folder / "tokenizer_config.json"
    tokens = read_json(config) if config.is_file() else {}
    named = {name: token_text(tokens.get(name)) for name in ("bos_token", "eos_token", "pad_token", "unk_token")}
    try:
        rendered, _ = render_jinja_template(
            [messages], chat_template=template_of(folder), add_generation_prompt=asks, **named
        )
    except Exception as error:  # whatever a template from elsewhere may raise
        raise unusable(folder, str(error)) from error
    return rendered[0]


def token_text(token: object) -> str:
    return token.get("content", "") if isinstance(token, dict) else token if isinstance(token, str) else ""


def split(folder: Path, text: str, *marks: str) -> list[str]:
    """`text` cut at marks that each stand in it once, in this order."""
    parts = []
    for mark in marks:
        if text.count(mark) != 1:
            raise unusable(folder, "it does not put one picture before the question and the question before the answer")
        part, _, text = text.partition(mark)
        parts.append(part)
    return [*parts, text]


def unusable(folder: Path, why: str) -> TrainerError:
    return TrainerError("bad_request", f"The chat template of {folder} cannot be trained with: {why}.")
