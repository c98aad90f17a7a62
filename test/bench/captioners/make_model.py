"""`make_model.py pico|large OUT`: a model that never stops early, as a checkpoint, and exported to OUT/onnx-model.

`pico` is the shipped one with a fresh projector; `large` has the shape of SmolVLM-256M and random weights.
"""

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from transformers import LlamaConfig, SmolVLMConfig, SmolVLMForConditionalGeneration
from transformers.models.smolvlm.configuration_smolvlm import SmolVLMVisionConfig

from squared_trainer.export import export
from squared_trainer.model import fresh_projector, load_model

PICO = Path(__file__).parents[3] / "resources" / "models" / "pico"
FILES = ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "preprocessor_config.json")


def large() -> SmolVLMForConditionalGeneration:
    text = LlamaConfig(
        vocab_size=49280,
        hidden_size=576,
        intermediate_size=1536,
        num_hidden_layers=30,
        num_attention_heads=9,
        num_key_value_heads=3,
        head_dim=64,
        max_position_embeddings=8192,
        rms_norm_eps=1e-5,
        tie_word_embeddings=True,
    )
    vision = SmolVLMVisionConfig(
        hidden_size=768,
        intermediate_size=3072,
        num_hidden_layers=12,
        num_attention_heads=12,
        image_size=512,
        patch_size=16,
    )
    config = SmolVLMConfig(
        text_config=text,
        vision_config=vision,
        scale_factor=4,
        image_token_id=4,
        pad_token_id=0,
        tie_word_embeddings=True,
    )
    torch.manual_seed(1)
    return SmolVLMForConditionalGeneration._from_config(config)


def main() -> None:
    shape, out = sys.argv[1], Path(sys.argv[2])
    out.mkdir(parents=True)
    if shape == "large":
        model = large()
    else:
        model = load_model(PICO)
        fresh_projector(model, torch.Generator().manual_seed(1))
    for config in (model.config, model.config.text_config, model.generation_config):
        config.eos_token_id = None
    model.save_pretrained(out)
    for name in FILES:
        shutil.copy2(PICO / name, out / name)
    if shape == "large":
        file = out / "preprocessor_config.json"
        settings = json.loads(file.read_text())
        settings["size"] = settings["max_image_size"] = {"longest_edge": 512}
        file.write_text(json.dumps(settings))
    # What it writes is of no interest; that eight bits compute with numbers of a usual size is.
    images, size = 8, model.config.vision_config.image_size
    pixels = out / "pixels.u8"
    pixels.write_bytes(np.random.default_rng(1).integers(0, 256, images * size * size * 3, np.uint8).tobytes())
    sample = {"pixels": str(pixels), "rows": images, "count": 1, "prompt": "describe it.", "max_new_tokens": 4}
    export({"checkpoint": str(out), "out": str(out / "onnx-model"), "int8": True, "reference": sample})


main()
