"""Small models with random weights in the hub's layout, each as another user might have it.

`python -m tests.little_models OUT` makes the one that whole experiments are tested with.
"""

import json
import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, pre_tokenizers
from tokenizers.models import BPE
from tokenizers.trainers import BpeTrainer
from transformers import (
    Idefics3Config,
    Idefics3ForConditionalGeneration,
    SmolVLMConfig,
    SmolVLMForConditionalGeneration,
)

# SmolVLM-256M-Instruct's, in its order: the ends first, the picture's marks behind the words there, before them here.
MARKS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<fake_token_around_image>", "<image>", "<global-img>"]
MARKS += ["<end_of_utterance>", "<row_1_col_1>"]
TEMPLATE = (
    "<|im_start|>{% for message in messages %}{{message['role'] | capitalize}}"
    "{% if message['content'][0]['type'] == 'image' %}{{':'}}{% else %}{{': '}}{% endif %}"
    "{% for line in message['content'] %}{% if line['type'] == 'text' %}{{line['text']}}"
    "{% elif line['type'] == 'image' %}{{ '<image>' }}{% endif %}{% endfor %}<end_of_utterance>\n{% endfor %}"
    "{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}"
)
WORDS = "a large dog and two small cats on grass. is there a sign? yes, it says tea. describe the image. User Assistant"


def little_tokenizer() -> Tokenizer:
    """SmolLM2's kind: digits apart, byte-level BPE."""
    tokenizer = Tokenizer(BPE())
    digits, level = pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([digits, level])
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = BpeTrainer(vocab_size=340, special_tokens=MARKS, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator([WORDS] * 4, trainer)
    return tokenizer


def little_model(
    out: Path,
    architecture: str = "idefics3",
    tied: bool = False,
    image_size: int = 56,
    patch_size: int = 7,
    scale_factor: int = 4,
    heads: tuple[int, int] = (6, 2),
    dtype: torch.dtype = torch.bfloat16,
) -> Path:
    """Writes such a folder; the defaults are SmolVLM-256M-Instruct's in small (Idefics3's class, few heads of keys,
    an output layer of its own, weights in bfloat16)."""
    out.mkdir(parents=True)
    tokenizer = little_tokenizer()
    tokenizer.save(str(out / "tokenizer.json"))
    words = tokenizer.get_vocab_size() + 5
    pad, end, image = (tokenizer.token_to_id(MARKS[at]) for at in (2, 6, 4))
    text = {
        "model_type": "llama",
        "vocab_size": words,
        "hidden_size": 96,
        "intermediate_size": 80,
        "num_hidden_layers": 3,
        "num_attention_heads": heads[0],
        "num_key_value_heads": heads[1],
        "head_dim": 16,
        "max_position_embeddings": 320,
        "rms_norm_eps": 1e-5,
        "rope_theta": 100000,
        "tie_word_embeddings": tied,
        "pad_token_id": pad,
    }
    vision = {
        "model_type": architecture if architecture == "idefics3" else "smolvlm_vision",
        "hidden_size": 48,
        "intermediate_size": 64,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "image_size": image_size,
        "patch_size": patch_size,
    }
    kinds = {
        "idefics3": (Idefics3Config, Idefics3ForConditionalGeneration),
        "smolvlm": (SmolVLMConfig, SmolVLMForConditionalGeneration),
    }
    config_of, model_of = kinds[architecture]
    config = config_of(
        text_config=text,
        vision_config=vision,
        scale_factor=scale_factor,
        image_token_id=image,
        tie_word_embeddings=tied,
        pad_token_id=pad,
        eos_token_id=end,
    )
    torch.manual_seed(1)
    model = model_of._from_config(config)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.dim() > 1:
                # Larger than a fresh model's, so that greedy tokens are no ties and attention looks somewhere.
                parameter.normal_(0, 0.4 if "embed" in name else 0.15)
            else:
                parameter.add_(torch.randn_like(parameter) * 0.1)
    model.generation_config.eos_token_id = end
    model.to(dtype).save_pretrained(out)
    square = {"longest_edge": image_size}
    write(out, "chat_template.json", {"chat_template": TEMPLATE})
    write(
        out,
        "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": "<|im_start|>",
            "eos_token": "<end_of_utterance>",
            "pad_token": "<|im_end|>",
            "model_max_length": 320,
        },
    )
    visual = (image_size // patch_size // scale_factor) ** 2
    write(out, "processor_config.json", {"processor_class": "Idefics3Processor", "image_seq_len": visual})
    write(
        out,
        "preprocessor_config.json",
        {
            "image_processor_type": "Idefics3ImageProcessor",
            "processor_class": "Idefics3Processor",
            "do_convert_rgb": True,
            "do_image_splitting": True,
            "do_normalize": True,
            "do_pad": True,
            "do_rescale": True,
            "do_resize": True,
            "image_mean": [0.5, 0.5, 0.5],
            "image_std": [0.5, 0.5, 0.5],
            "max_image_size": square,
            "resample": 1,
            "rescale_factor": 1 / 255,
            "size": {"longest_edge": 4 * image_size},
        },
    )
    return out


def write(folder: Path, name: str, value: object) -> None:
    (folder / name).write_text(json.dumps(value, indent=2), encoding="utf-8")


if __name__ == "__main__":
    little_model(Path(sys.argv[1]))
