"""`python -m pretraining.tokenizer SCENES OUT`: a byte-level BPE over the embedded world's language.

Every word of the world becomes one token, anything else falls apart into bytes, so no text of a user is unknown.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from squared_trainer.artifact import write_json
from squared_trainer.text import SPECIALS

from .scenes import comparisons, places, read_scenes, texts

VOCABULARY = 1088
CHAT_TEMPLATE = (
    "{% for message in messages %}{% if message['role'] == 'user' %}"
    "{% if message['content'] is string %}<|user|>{{ message['content'] }}{% else %}"
    "{% for part in message['content'] %}{% if part['type'] == 'image' %}<image>{% endif %}{% endfor %}<|user|>"
    "{% for part in message['content'] %}{% if part['type'] == 'text' %}{{ part['text'] }}{% endif %}{% endfor %}"
    "{% endif %}{% else %}<|assistant|> {% if message['content'] is string %}{{ message['content'] }}{% else %}"
    "{{ message['content'][0]['text'] }}{% endif %}<|end|>"
    "{% endif %}{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


def build(corpus: Iterator[str]) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    # Digits in groups of three: a coordinate 000..999 is one token where it is common, three otherwise.
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"\p{N}{1,3}| ?[^\s\p{L}\p{N}]|\s?\p{L}+"), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=SPECIALS,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        min_frequency=8,
        show_progress=False,
    )
    tokenizer.train_from_iterator(corpus, trainer)
    return tokenizer


def main() -> None:
    scenes, out = Path(sys.argv[1]), Path(sys.argv[2])
    rng = random.Random(0)
    tokenizer = build(
        text
        for scene in read_scenes(scenes)
        for pair in [*texts(scene), *places(scene, rng), *comparisons(scene, rng)]
        for text in (pair[0], pair[1], f" {pair[1]}")
    )
    tokenizer.save(str(out / "tokenizer.json"))
    write_json(
        out / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": 256,
            "pad_token": "<|pad|>",
            "eos_token": "<|end|>",
            "clean_up_tokenization_spaces": False,
            "padding_side": "left",
            "extra_special_tokens": {"image_token": "<image>"},
        },
    )
    (out / "chat_template.jinja").write_text(CHAT_TEMPLATE, encoding="utf-8")
    write_json(
        out / "preprocessor_config.json",
        {
            "image_processor_type": "SmolVLMImageProcessor",
            "do_image_splitting": False,
            "do_convert_rgb": True,
            "do_resize": True,
            "size": {"longest_edge": 96},
            "max_image_size": {"longest_edge": 96},
            "resample": 1,
            "do_rescale": True,
            "rescale_factor": 1 / 255,
            "do_normalize": True,
            "image_mean": [0.5] * 3,
            "image_std": [0.5] * 3,
            "do_pad": True,
        },
    )
    print(f"{tokenizer.get_vocab_size()} tokens")


if __name__ == "__main__":
    main()
