"""make_clip.py FOLDER: a model of CLIP's shape whose every judgement is known. A picture is its mean colour, a text the mean of its colour words."""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

folder = Path(sys.argv[1])
words = ["<pad>", "<s>", "</s>", "red", "green", "blue", "a", "[UNK]"]
colours = {"red": [1, -1, -1], "green": [-1, 1, -1], "blue": [-1, -1, 1]}
(folder / "onnx").mkdir(parents=True, exist_ok=True)


def save(name: str, nodes: list, inputs: list, output: str, constants: dict[str, np.ndarray]) -> None:
    graph = helper.make_graph(
        nodes,
        name,
        inputs,
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, [1, 3])],
        [numpy_helper.from_array(value, key) for key, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    onnx.save(model, folder / "onnx" / f"{name}.onnx")


save(
    "vision_model",
    [helper.make_node("ReduceMean", ["pixel_values"], ["image_embeds"], axes=[2, 3], keepdims=0)],
    [helper.make_tensor_value_info("pixel_values", TensorProto.FLOAT, [1, 3, 8, 8])],
    "image_embeds",
    {},
)
table = np.array([colours.get(word, [0, 0, 0]) for word in words], dtype=np.float32)
save(
    "text_model",
    [
        helper.make_node("Gather", ["table", "input_ids"], ["embedded"]),
        helper.make_node("ReduceMean", ["embedded"], ["text_embeds"], axes=[1], keepdims=0),
    ],
    [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "words"])],
    "text_embeds",
    {"table": table},
)


def write(name: str, value: dict) -> None:
    (folder / name).write_text(json.dumps(value))


write("config.json", {"model_type": "clip", "text_config": {"max_position_embeddings": 6}})
write(
    "preprocessor_config.json",
    {
        "size": {"shortest_edge": 8},
        "crop_size": {"height": 8, "width": 8},
        "do_center_crop": True,
        "image_mean": [0.5, 0.5, 0.5],
        "image_std": [0.5, 0.5, 0.5],
    },
)
write("tokenizer_config.json", {"pad_token": "<pad>", "unk_token": "[UNK]", "tokenizer_class": "PreTrainedTokenizerFast"})
write(
    "tokenizer.json",
    {
        "version": "1.0",
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "WhitespaceSplit"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [
                {"SpecialToken": {"id": "<s>", "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": "</s>", "type_id": 0}},
            ],
            "pair": [],
            "special_tokens": {
                mark: {"id": mark, "ids": [words.index(mark)], "tokens": [mark]} for mark in ("<s>", "</s>")
            },
        },
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": {word: i for i, word in enumerate(words)}, "unk_token": "[UNK]"},
    },
)
