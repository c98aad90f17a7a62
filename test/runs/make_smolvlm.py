"""`make_smolvlm.py OUT`: a small SmolVLM with random weights, laid out as the hub's (marks around pictures, squares cut), and its export."""

import json
import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import LlamaConfig, SmolVLMConfig, SmolVLMForConditionalGeneration
from transformers.models.smolvlm.configuration_smolvlm import SmolVLMVisionConfig

from squared_trainer.export import export

PICO = Path(__file__).parents[2] / "resources" / "models" / "pico"
MARKS = ["<fake_token_around_image>", "<global-img>", "<|im_start|>", "<end_of_utterance>"]
MARKS += [f"<row_{row}_col_{column}>" for row in range(1, 5) for column in range(1, 5)]
TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] | capitalize }}:"
    "{% for part in message['content'] %}{% if part['type'] == 'image' %}<image>{% else %}{{ part['text'] }}{% endif %}"
    "{% endfor %}<end_of_utterance>\n{% endfor %}{% if add_generation_prompt %}Assistant:{% endif %}"
)


def main() -> None:
    out = Path(sys.argv[1])
    out.mkdir(parents=True)
    tokenizer = Tokenizer.from_file(str(PICO / "tokenizer.json"))
    tokenizer.add_special_tokens(MARKS)
    tokenizer.save(str(out / "tokenizer.json"))
    end = tokenizer.token_to_id("<end_of_utterance>")
    ids = {"pad_token_id": 0, "bos_token_id": None, "eos_token_id": end}
    text = LlamaConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=144,
        intermediate_size=96,
        num_hidden_layers=3,
        num_attention_heads=9,
        num_key_value_heads=3,
        head_dim=16,
        max_position_embeddings=512,
        tie_word_embeddings=True,
        **ids,
    )
    vision = SmolVLMVisionConfig(
        hidden_size=48,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        image_size=64,
        patch_size=16,
    )
    image = tokenizer.token_to_id("<image>")
    config = SmolVLMConfig(
        text_config=text, vision_config=vision, scale_factor=2, image_token_id=image, tie_word_embeddings=True, **ids
    )
    torch.manual_seed(1)
    model = SmolVLMForConditionalGeneration._from_config(config)
    # Larger weights than a fresh model's, so that greedy tokens are not all ties.
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() > 1:
                parameter.normal_(0, 0.2)
    model.save_pretrained(out)

    def write(name: str, value: object) -> None:
        (out / name).write_text(json.dumps(value), encoding="utf-8")

    (out / "chat_template.jinja").write_text(TEMPLATE, encoding="utf-8")
    write("tokenizer_config.json", {"tokenizer_class": "PreTrainedTokenizerFast", "eos_token": "<end_of_utterance>"})
    write("processor_config.json", {"processor_class": "SmolVLMProcessor", "image_seq_len": 4})
    shipped = json.loads((PICO / "preprocessor_config.json").read_text(encoding="utf-8"))
    sizes = {"do_image_splitting": True, "size": {"longest_edge": 256}, "max_image_size": {"longest_edge": 64}}
    write("preprocessor_config.json", {**shipped, **sizes, "processor_class": "SmolVLMProcessor"})
    export({"checkpoint": str(out), "out": str(out / "onnx-model"), "int8": False, "reference": None})


main()
