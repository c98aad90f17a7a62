"""A checkpoint as ONNX, in the layout that Hugging Face publishes for SmolVLM, so that stock readers open the folder.

`onnx/vision_encoder.onnx` (pixels to visual tokens), `onnx/embed_tokens.onnx` (ids to embeddings) and
`onnx/decoder_model_merged.onnx` (embeddings and KV cache to logits and KV cache), tokenizer and config beside them.

The graphs are written node by node instead of traced: small, the same for every version of a tracer, and with two more
beside them, `onnx/vision_encoder_from_bytes.onnx` and `onnx/decoder_new_rows.onnx`, which our own captioner runs.
"""

import shutil
import time
from pathlib import Path

import numpy as np
import torch

from .artifact import is_complete, write_folder, write_json
from .calibrate import Ranges, activation_ranges
from .errors import TrainerError
from .frame import template_of
from .model import load_model
from .onnx_graph import BOOL, FLOAT, INT32, INT64, MICROSOFT, UINT8, Graph
from .read_json import read_json
from .reference import write_reference
from .text import Text

VISION, EMBED, DECODER = "vision_encoder", "embed_tokens", "decoder_model_merged"
BYTES, ROWS = "vision_encoder_from_bytes", "decoder_new_rows"
PARTS = ("key", "value")
# Not weights, and not the checkpoint's own record.
LEFT_BEHIND = {"model.safetensors.index.json", "squared.json", "COMPLETE"}


def export(args: dict) -> dict:
    """Runs the protocol's `export` command: `checkpoint` -> ONNX folder `out`; with `reference` also what stock
    Transformers computes, and with `int8`, which needs it, also in eight bits."""
    checkpoint, out = Path(args["checkpoint"]), Path(args["out"])
    record = checkpoint / "squared.json"
    # A folder from elsewhere has no record of ours, and no mark of being whole either.
    if record.exists() and not is_complete(checkpoint):
        raise TrainerError("missing_file", f"No whole checkpoint at {checkpoint}: its training has not ended.")
    sample = args["reference"]
    if args["int8"] and sample is None:
        raise TrainerError("bad_request", "Eight bits are measured on images; there are none without a reference.")
    began = time.monotonic()
    model = load_model(checkpoint).eval()

    def fill(folder: Path) -> None:
        for file in checkpoint.iterdir():
            if file.is_file() and file.name not in LEFT_BEHIND and file.suffix != ".safetensors":
                shutil.copy2(file, folder / file.name)
        with_template(folder)
        write_graphs(model, folder / "onnx", None, "")
        if args["int8"]:
            write_graphs(model, folder / "onnx", activation_ranges(model, Text(folder), sample), "_int8")
        if args["reference"]:
            write_reference(model, Text(folder), args["reference"], folder)
        training = read_json(record) if record.exists() else {}
        write_json(folder / "squared.json", {"checkpoint": str(checkpoint), **training})

    write_folder(out, fill)
    return {"seconds": time.monotonic() - began}


def with_template(folder: Path) -> None:
    """Transformers reads the chat template from a file of its own, Transformers.js from the tokenizer's settings."""
    settings = folder / "tokenizer_config.json"
    if settings.is_file():
        write_json(settings, {**read_json(settings), "chat_template": template_of(folder)})


def write_graphs(model, folder: Path, ranges: Ranges | None, suffix: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    vision_encoder(model, ranges).save(folder / f"{VISION}{suffix}.onnx")
    embed_tokens(model).save(folder / f"{EMBED}{suffix}.onnx")
    decoder(model, ranges).save(folder / f"{DECODER}{suffix}.onnx")
    encoder_from_bytes(model, ranges).save(folder / f"{BYTES}{suffix}.onnx")
    rows_decoder(model, ranges).save(folder / f"{ROWS}{suffix}.onnx")


def vision_encoder(model, ranges: Ranges | None) -> Graph:
    """pixel_values B x N x 3 x S x S -> image_features (B N) x tokens x D: encoder, pixel shuffle and projector."""
    vision = model.model.vision_model
    config, embeddings = vision.config, vision.embeddings
    side = config.image_size // config.patch_size
    width, heads = config.hidden_size, config.num_attention_heads
    g = Graph(VISION, ranges)
    pixels = g.input("pixel_values", FLOAT, ["batch_size", "num_images", 3, config.image_size, config.image_size])
    # Whole squares are what processors give; the mask is taken so that stock readers may pass it.
    g.input("pixel_attention_mask", BOOL, ["batch_size", "num_images", config.image_size, config.image_size])
    x = g.op("Reshape", pixels, g.numbers(-1, 3, config.image_size, config.image_size))
    patch = embeddings.patch_embedding
    x = g.op(
        "Conv",
        x,
        g.weight(patch.weight),
        g.weight(patch.bias),
        kernel_shape=[config.patch_size] * 2,
        strides=[config.patch_size] * 2,
    )
    x = g.op("Transpose", g.op("Reshape", x, g.numbers(0, width, side * side)), perm=[0, 2, 1])
    x = g.op("Add", x, g.weight(position_embedding(embeddings, config.image_size)))

    def norm(value: str, layer) -> str:
        return g.op("LayerNormalization", value, g.weight(layer.weight), g.weight(layer.bias), epsilon=layer.eps)

    for layer in vision.encoder.layers:
        attention, h = layer.self_attn, norm(x, layer.layer_norm1)
        parts = (attention.q_proj, attention.k_proj, attention.v_proj)
        weights, biases = (torch.cat([getattr(p, name) for p in parts]) for name in ("weight", "bias"))
        packed = g.matrix(h, weights, biases, like=attention.q_proj)
        q, k, v = g.ops("Split", [packed], 3, axis=-1, num_outputs=3)
        mixed = g.op("MultiHeadAttention", q, k, v, domain=MICROSOFT, num_heads=heads)
        x = g.op("Add", x, g.linear(mixed, attention.out_proj))
        h = g.linear(norm(x, layer.layer_norm2), layer.mlp.fc1)
        x = g.op("Add", x, g.linear(g.op("Gelu", h, approximate="tanh"), layer.mlp.fc2))
    shuffled_and_projected(g, model, norm(x, vision.post_layernorm))
    return g


def encoder_from_bytes(model, ranges: Ranges | None) -> Graph:
    """Our captioner's encoder: pixels B x S x S x 3, as bytes, -> image_features B x tokens x D.

    The same numbers by fewer passes over memory: SigLIP's scaling of pixels is folded into the patches' weights, biases
    into attention and activation.
    """
    vision = model.model.vision_model
    config, embeddings = vision.config, vision.embeddings
    size, patch = config.image_size, config.patch_size
    side = size // patch
    g = Graph(BYTES, ranges)
    pixels = g.input("pixels", UINT8, ["batch_size", size, size, 3])
    # Cut into patches while a pixel is still a byte.
    x = g.op("Transpose", g.op("Reshape", pixels, g.numbers(-1, side, patch, side, patch * 3)), perm=[0, 1, 3, 2, 4])
    x = g.op("Reshape", x, g.numbers(-1, side * side, patch * patch * 3))
    # pixel * 2 / 255 - 1 under out x P x P x 3 weights is pixel * (weights * 2 / 255) - sum(weights).
    weight = embeddings.patch_embedding.weight.permute(0, 2, 3, 1).flatten(1).double()
    bias = embeddings.patch_embedding.bias.double() - weight.sum(dim=1)
    x = g.bytes_matrix(x, weight * (2 / 255))
    x = g.op("Add", x, g.weight(position_embedding(embeddings, size) + bias.float()))

    def norm(value: str, layer) -> str:
        return g.op("LayerNormalization", value, g.weight(layer.weight), g.weight(layer.bias), epsilon=layer.eps)

    for layer in vision.encoder.layers:
        attention, mlp = layer.self_attn, layer.mlp
        parts = (attention.q_proj, attention.k_proj, attention.v_proj)
        h = norm(x, layer.layer_norm1)
        q, k, v = (g.matrix(h, part.weight, like=part) for part in parts)
        biases = g.weight(torch.cat([part.bias for part in parts]))
        mixed = g.op("MultiHeadAttention", q, k, v, biases, domain=MICROSOFT, num_heads=config.num_attention_heads)
        x = g.op("Add", x, g.linear(mixed, attention.out_proj))
        h = g.op("Gelu", g.linear(norm(x, layer.layer_norm2), mlp.fc1), approximate="tanh")
        x = g.op("Add", x, g.linear(h, mlp.fc2))
    shuffled_and_projected(g, model, norm(x, vision.post_layernorm))
    return g


def shuffled_and_projected(g: Graph, model, x: str) -> None:
    """Pixel shuffle, where each square of patches becomes one token, row by row within it, and projector."""
    config, scale = model.config.vision_config, model.config.scale_factor
    width, small = config.hidden_size, config.image_size // config.patch_size // scale
    x = g.op("Reshape", x, g.numbers(-1, small, scale, small, scale, width))
    x = g.op("Transpose", x, perm=[0, 1, 3, 2, 4, 5])
    x = g.op("Reshape", x, g.numbers(-1, small * small, scale * scale * width))
    x = g.linear(x, model.model.connector.modality_projection.proj)
    g.finish(x, "image_features", FLOAT, ["all_images", small * small, model.config.text_config.hidden_size])


def position_embedding(embeddings, size: int) -> torch.Tensor:
    """Positions as the module itself computes them for a whole image; they are not always 0, 1, 2 ..."""
    side = size // embeddings.patch_size
    with torch.inference_mode():
        nothing = torch.zeros(1, 3, size, size)
        mask = torch.ones(1, side, side, dtype=torch.bool)
        return embeddings(nothing, mask) - embeddings.patch_embedding(nothing).flatten(2).transpose(1, 2)


def embed_tokens(model) -> Graph:
    """input_ids B x T -> inputs_embeds B x T x D."""
    table = model.model.text_model.embed_tokens.weight
    g = Graph(EMBED)
    x = g.op("Gather", g.weight(table), g.input("input_ids", INT64, ["batch_size", "sequence_length"]))
    g.finish(x, "inputs_embeds", FLOAT, ["batch_size", "sequence_length", table.shape[1]])
    return g


def decoder(model, ranges: Ranges | None) -> Graph:
    """The published decoder: inputs_embeds B x T x D, attention_mask B x (past + T) and the KV cache -> logits of the
    last `num_logits_to_keep` positions (0: all) and the whole KV cache. Stock readers know its dimensions by name."""
    g = Graph(DECODER, ranges)
    text = TextStack(g, model)
    embeddings = g.input("inputs_embeds", FLOAT, ["batch_size", "sequence_length", text.width])
    mask = g.input("attention_mask", INT64, ["batch_size", "total_sequence_length"])
    kept = g.input("num_logits_to_keep", INT64, [])
    lengths = g.op("Sub", g.op("ReduceSum", mask, g.numbers(1), keepdims=0), g.numbers(1))
    lengths = g.op("Cast", lengths, to=INT32)
    total = g.op("Cast", g.op("Gather", g.op("Shape", mask), g.weight(np.array(1, np.int64)), axis=0), to=INT32)

    def attend(number: int, packed: str) -> str:
        """One node of ONNX Runtime for all of it: rotation, cache, attention."""
        mixed = g.fresh()
        given = [
            g.input(f"past_key_values.{number}.{part}", FLOAT, text.cache("past_sequence_length")) for part in PARTS
        ]
        taken = [g.output(f"present.{number}.{part}", FLOAT, text.cache("total_sequence_length")) for part in PARTS]
        inputs = [packed, "", "", *given, lengths, total, text.cos, text.sin]
        heads = {"num_heads": text.heads, "kv_num_heads": text.shared, "do_rotary": 1, "scale": 1.0}
        g.ops("GroupQueryAttention", inputs, [mixed, *taken], MICROSOFT, **heads)
        return mixed

    h = text.layers(embeddings, attend)
    # h[:, -kept:]; a slice from -0 is the whole, as the published graphs have it.
    start = g.op("Unsqueeze", g.op("Neg", kept), g.numbers(0))
    h = g.op("Slice", h, start, g.numbers(np.iinfo(np.int64).max), g.numbers(1))
    g.finish(text.head(h), "logits", FLOAT, ["batch_size", "num_logits", text.words])
    return g


def rows_decoder(model, ranges: Ranges | None) -> Graph:
    """Our captioner's decoder: the KV cache goes in and only its new rows come out.

    Taking a whole cache out of an onnxruntime-node session costs more than computing the token. So it stays where it is
    (`past.*`, B x shared heads x 1 x L x width, any L, with `past_bias` B x 1 x 1 x 1 x L of 0 or a large negative
    number), the new tokens look at themselves and at it (`new_bias` T x T, causal), and only their own
    keys and values (`new.*`, B x shared heads x T x width) leave. Rows of a batch may be of any age: `position_ids`.
    The new stand before the past: then places behind it that hold nothing change no sum, not even its last digit.

    Out also come the logits of the last position (B x V), the likeliest token (B) and its log-probability (B), so that
    a greedy captioner never takes the logits of a vocabulary out.
    """
    g = Graph(ROWS, ranges)
    text = TextStack(g, model)
    heads, shared, size = text.heads, text.shared, text.size
    embeddings = g.input("inputs_embeds", FLOAT, ["batch_size", "sequence_length", text.width])
    positions = g.input("position_ids", INT64, ["batch_size", "sequence_length"])
    past_bias = g.input("past_bias", FLOAT, ["batch_size", 1, 1, 1, "past_sequence_length"])
    new_bias = g.input("new_bias", FLOAT, ["sequence_length", "sequence_length"])
    new_length = g.op("Shape", new_bias, start=1)
    past_shape: list[str | int] = ["batch_size", shared, 1, "past_sequence_length", size]
    last = g.numbers(-1)

    def split(packed: str) -> tuple[str, str, str]:
        """q, rotated: B x heads x T x width; k, rotated, and v: B x shared x T x width."""
        sizes = g.numbers(heads * size, shared * size, shared * size)
        q, k, v = g.ops("Split", [packed, sizes], 3, axis=-1)
        q, k = (g.op("RotaryEmbedding", part, positions, text.cos, text.sin, domain=MICROSOFT) for part in (q, k))
        q, k, v = (
            g.op("Transpose", g.op("Reshape", part, g.numbers(0, 0, count, size)), perm=[0, 2, 1, 3])
            for part, count in zip((q, k, v), (heads, shared, shared), strict=True)
        )
        return q, k, v

    def attend(number: int, packed: str) -> str:
        q, k, v = split(packed)
        is_last = number + 1 == text.depth
        if is_last:
            # Behind it nothing reads any position but the last, which may look at all.
            q = g.op("Gather", q, last, axis=2)
        # B x shared x group x T x width against B x shared x 1 x T x width: for a single token the products of heads
        # that share keys are of one row each, which is a third faster than one product of few rows.
        q = g.op("Reshape", q, g.numbers(0, shared, heads // shared, -1, size))
        k, v = (
            g.finish(value, f"new.{number}.{part}", FLOAT, text.cache("sequence_length"))
            for part, value in zip(PARTS, (k, v), strict=True)
        )
        k, v = (g.op("Unsqueeze", value, g.numbers(2)) for value in (k, v))
        past_k, past_v = (g.input(f"past.{number}.{part}", FLOAT, past_shape) for part in PARTS)
        to_new, to_past = (g.op("FusedMatMul", q, keys, domain=MICROSOFT, transB=1) for keys in (k, past_k))
        to_new, to_past = to_new if is_last else g.op("Add", to_new, new_bias), g.op("Add", to_past, past_bias)
        weights = g.op("Softmax", g.op("Concat", to_new, to_past, axis=-1), axis=-1)
        on_new = g.op("Slice", weights, g.numbers(0), new_length, g.numbers(4))
        on_past = g.op("Slice", weights, new_length, g.numbers(np.iinfo(np.int64).max), g.numbers(4))
        mixed = g.op("Add", g.op("MatMul", on_past, past_v), g.op("MatMul", on_new, v))
        # B x shared x group x T x width -> B x heads x T x width -> B x T x (heads width)
        mixed = g.op("Reshape", mixed, g.numbers(0, heads, -1, size))
        return g.op("Reshape", g.op("Transpose", mixed, perm=[0, 2, 1, 3]), g.numbers(0, 0, heads * size))

    logits = text.head(g.op("Squeeze", text.layers(embeddings, attend, last_only=True), g.numbers(1)))
    logits = g.finish(logits, "logits", FLOAT, ["batch_size", text.words])
    g.finish(g.op("ArgMax", logits, axis=-1, keepdims=0), "best_token", INT64, ["batch_size"])
    # ReduceLogSumExp would be the shorter way, and takes several times as long.
    best = g.op("ReduceMax", g.op("LogSoftmax", logits, axis=-1), g.numbers(-1), keepdims=0)
    g.finish(best, "best_log_probability", FLOAT, ["batch_size"])
    return g


class TextStack:
    """What both decoders share: everything of the language model but its attention."""

    def __init__(self, g: Graph, model):
        self.g, self.model = g, model
        language = model.model.text_model
        config = language.config
        self.width, self.words = config.hidden_size, config.vocab_size
        self.heads, self.shared = config.num_attention_heads, config.num_key_value_heads
        self.size, self.depth = language.layers[0].self_attn.head_dim, len(language.layers)
        cos, sin = rotary_tables(language, config.max_position_embeddings)
        self.cos, self.sin = g.weight(cos), g.weight(sin)

    def cache(self, length: str) -> list[str | int]:
        return ["batch_size", self.shared, length, self.size]

    def head(self, h: str) -> str:
        return self.g.matrix(h, self.model.lm_head.weight, like=self.model.lm_head)

    def layers(self, x: str, attend, last_only: bool = False) -> str:
        """Hidden states B x T x D through all layers and the last norm; `attend(number, packed q k v)` -> B x T x D.

        With `last_only` -> B x 1 x D, of the last position, which is all that the last `attend` gives.
        """
        g, language = self.g, self.model.model.text_model
        h = self.norm(x, language.layers[0].input_layernorm)
        for number, layer in enumerate(language.layers):
            attention, mlp = layer.self_attn, layer.mlp
            # The scores' scale is folded into the queries: a single row has a faster kernel for products without one.
            queries = attention.q_proj.weight * self.size**-0.5
            weights = torch.cat([queries, attention.k_proj.weight, attention.v_proj.weight])
            packed = g.matrix(h, weights, like=attention.q_proj)
            mixed = attend(number, packed)
            is_last = number + 1 == self.depth
            if is_last and last_only:
                x = g.op("Gather", x, g.numbers(-1), axis=1)
            x, h = self.added(x, g.linear(mixed, attention.o_proj), layer.post_attention_layernorm)
            # x * sigmoid(x) is what ONNX Runtime calls QuickGelu with alpha 1.
            gate = g.op("QuickGelu", g.linear(h, mlp.gate_proj), domain=MICROSOFT, alpha=1.0)
            # Gate times up has the longest tails of all; what evens them out costs nothing in the weights around it.
            even = g.evening(mlp.down_proj)
            up = g.matrix(h, (mlp.up_proj.weight.T / even).T, like=mlp.up_proj)
            down = g.matrix(g.op("Mul", gate, up), mlp.down_proj.weight * even, like=mlp.down_proj, over=even)
            x, h = self.added(x, down, language.norm if is_last else language.layers[number + 1].input_layernorm)
        return h

    def added(self, x: str, more: str, norm) -> tuple[str, str]:
        """The sum and its norm."""
        total = self.g.op("Add", x, more)
        return total, self.norm(total, norm)

    def norm(self, x: str, norm) -> str:
        weight, epsilon = self.g.weight(norm.weight), norm.variance_epsilon
        return self.g.op("SimplifiedLayerNormalization", x, weight, axis=-1, epsilon=epsilon, stash_type=1)


def rotary_tables(language, positions: int) -> tuple[torch.Tensor, torch.Tensor]:
    """cos and sin, each positions x half a head."""
    cos, sin = language.rotary_emb(torch.zeros(1), torch.arange(positions)[None])
    half = cos.shape[-1] // 2
    return cos[0, :, :half], sin[0, :, :half]
