"""The model: a stock SmolVLM or Idefics3 of Transformers holds the weights, a lean forward pass trains them.

Stock modules keep every checkpoint readable by `from_pretrained`; the functions here compute the same numbers several
times faster on a CPU (fused projections, loss on the answers only, visual tokens shared by the turns of an image).
Shapes: B sequences, T positions, D hidden, H heads of queries, G of keys and values, N visual tokens, V vocabulary, E
width of the encoder, s scale factor. Pico: N 36, H = G = 4.
"""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import (
    Idefics3ForConditionalGeneration,
    LlamaConfig,
    PreTrainedModel,
    SmolVLMConfig,
    SmolVLMForConditionalGeneration,
)
from transformers.models.smolvlm.configuration_smolvlm import SmolVLMVisionConfig

from .batches import Batch, Block
from .errors import TrainerError
from .frame import Frame
from .read_json import read_json

ARCHITECTURES = {"smolvlm": SmolVLMForConditionalGeneration, "idefics3": Idefics3ForConditionalGeneration}
# Features whose root mean square lies beyond these are brought to size one by a fresh projector; pico's have 0.98.
USUAL_SIZE = (0.5, 2.0)
# Weights of so many elements are put side by side before the product; larger ones cost more to copy than one product
# saves.
SMALL = 1 << 19


def pico_config(vocabulary: int, specials: dict[str, int]) -> SmolVLMConfig:
    """The pico architecture: SigLIP-type encoder (144 patches), 2x2 pixel shuffle, Llama-type LM."""
    ids = {"pad_token_id": specials["<|pad|>"], "bos_token_id": None, "eos_token_id": specials["<|end|>"]}
    text = LlamaConfig(
        vocab_size=vocabulary,
        hidden_size=128,
        intermediate_size=352,
        num_hidden_layers=4,
        num_attention_heads=4,
        num_key_value_heads=4,
        max_position_embeddings=256,
        rms_norm_eps=1e-5,
        tie_word_embeddings=True,
        **ids,
    )
    vision = SmolVLMVisionConfig(
        hidden_size=128,
        intermediate_size=384,
        num_hidden_layers=4,
        num_attention_heads=4,
        image_size=96,
        patch_size=8,
    )
    return SmolVLMConfig(
        text_config=text,
        vision_config=vision,
        scale_factor=2,
        image_token_id=specials["<image>"],
        tie_word_embeddings=True,
        **ids,
    )


def load_model(folder: Path) -> PreTrainedModel:
    """Opens a checkpoint or a pretrained folder, in single precision. Only safetensors are read: a pickle cannot get
    in."""
    if not any((folder / name).is_file() for name in ("model.safetensors", "model.safetensors.index.json")):
        pickles = [path.name for path in folder.glob("*") if path.suffix in {".bin", ".pt", ".pth", ".pkl", ".ckpt"}]
        if pickles:
            raise TrainerError(
                "refused",
                f"{folder} holds {pickles[0]}, a pickle: opening it could run code. Convert it to safetensors first.",
            )
        raise TrainerError("missing_file", f"No model at {folder}: model.safetensors is missing.")
    kind = read_json(folder / "config.json").get("model_type")
    if kind not in ARCHITECTURES:
        raise TrainerError("bad_request", f"{folder} holds a {kind}; SmolVLM and Idefics3 can be trained.")
    model, loading = ARCHITECTURES[kind].from_pretrained(
        folder,
        use_safetensors=True,
        local_files_only=True,
        dtype=torch.float32,
        attn_implementation="sdpa",
        output_loading_info=True,
    )
    # Transformers fills what is missing with noise.
    missing = sorted(loading["missing_keys"])
    if missing:
        raise TrainerError("damaged_file", f"The weights of {folder} lack {missing[0]} ({len(missing)} are missing).")
    return model


def image_size(model: PreTrainedModel) -> int:
    """Pixels a side of the square that the encoder sees."""
    return model.config.vision_config.image_size


def feature_shape(model: PreTrainedModel) -> tuple[int, int]:
    """(N, E s s) of an image."""
    vision, scale = model.config.vision_config, model.config.scale_factor
    return (vision.image_size // vision.patch_size // scale) ** 2, vision.hidden_size * scale**2


def is_tied(model: PreTrainedModel) -> bool:
    """Whether the output layer is the word embeddings themselves."""
    return model.lm_head.weight is model.model.text_model.embed_tokens.weight


def fresh_projector(model: PreTrainedModel, generator: torch.Generator, features: Tensor | None = None) -> None:
    """Every round starts from the same encoder and LM with a new projector (paper, section 3.1).

    Its first outputs are as large as word embeddings: visual tokens twenty times that size drown everything the LM can
    read (LAB.md). The features it reads are about of unit size, as the encoder ends in a layer norm; where a sample
    of them shows that its weights make them much larger or smaller, that is taken into account.
    """
    weight = model.model.connector.modality_projection.proj.weight
    words = model.model.text_model.embed_tokens.weight.detach()
    size = float(words.pow(2).mean(dim=1).sqrt().median())
    read = 1.0 if features is None else float(features.float().pow(2).mean().sqrt())
    if not USUAL_SIZE[0] <= read <= USUAL_SIZE[1]:
        size /= max(read, 1e-6)
    # Drawn on the processor, so that it is the same wherever the model is.
    drawn = torch.empty(weight.shape).normal_(0.0, size * weight.shape[1] ** -0.5, generator=generator)
    with torch.no_grad():
        weight.copy_(drawn)


def normalise(pixels: Tensor) -> Tensor:
    """B x S x S x 3 bytes -> B x 3 x S x S in -1..1, as SigLIP's processor (mean and deviation one half)."""
    return pixels.permute(0, 3, 1, 2).float().div_(127.5).sub_(1.0)


def encode_images(model: PreTrainedModel, pixels: Tensor) -> Tensor:
    """Frozen encoder and pixel shuffle: B x S x S x 3 bytes -> B x N x E s s, what the projector reads."""
    hidden = model.model.vision_model(pixel_values=normalise(pixels)).last_hidden_state
    return model.model.connector.pixel_shuffle(hidden, model.config.scale_factor)


def rotary(model: PreTrainedModel, positions: Tensor) -> tuple[Tensor, Tensor]:
    """cos and sin, each ... x 1 x D/H, for positions ... (one per token)."""
    cos, sin = model.model.text_model.rotary_emb(torch.zeros(1), positions.reshape(1, -1))
    shape = (*positions.shape, 1, -1)
    return cos.view(shape), sin.view(shape)


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    half = x.shape[-1] // 2
    return x * cos + torch.cat((-x[..., half:], x[..., :half]), dim=-1) * sin


def linear(x: Tensor, *modules: nn.Module) -> Tensor:
    """Linear layers without bias, side by side as one product; where adapters are being trained, they add theirs."""
    weights = [module.weight for module in modules]
    if len(weights) > 1 and sum(weight.numel() for weight in weights) < SMALL:
        out = F.linear(x, torch.cat(weights))
    else:
        products = [F.linear(x, weight) for weight in weights]
        out = torch.cat(products, dim=-1) if len(products) > 1 else products[0]
    if hasattr(modules[0], "adapter"):
        out = out + torch.cat([module.adapter(x) for module in modules], dim=-1)
    return out


def attend(layer: nn.Module, x: Tensor, cos: Tensor, sin: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Queries ... x H x D/H, keys and values ... x G x D/H of a layer, from hidden states ... x D."""
    attention = layer.self_attn
    x = F.rms_norm(x, (x.shape[-1],), layer.input_layernorm.weight, layer.input_layernorm.variance_epsilon)
    qkv = linear(x, attention.q_proj, attention.k_proj, attention.v_proj)
    width, group = attention.head_dim, attention.num_key_value_groups
    shared = qkv.shape[-1] // width // (group + 2)
    q, k, v = qkv.unflatten(-1, (-1, width)).split((group * shared, shared, shared), dim=-2)
    return rotate(q, cos, sin), rotate(k, cos, sin), v


def mix(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, is_causal: bool = False) -> Tensor:
    """Attention over B x T x H x D/H queries and B x T x G x D/H keys and values -> B x T x D."""
    group = q.shape[2] // k.shape[2]
    if group > 1:
        k, v = k.repeat_interleave(group, dim=2), v.repeat_interleave(group, dim=2)
    q, k, v = q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2)
    mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=is_causal)
    return mixed.transpose(1, 2).flatten(2)


def feed_forward(layer: nn.Module, x: Tensor, mixed: Tensor) -> Tensor:
    """Adds the attention's output and the feed-forward block to the residual stream; both ... x D."""
    x = x + linear(mixed, layer.self_attn.o_proj)
    norm = layer.post_attention_layernorm
    h = F.rms_norm(x, (x.shape[-1],), norm.weight, norm.variance_epsilon)
    gate, up = linear(h, layer.mlp.gate_proj, layer.mlp.up_proj).chunk(2, dim=-1)
    return x + linear(F.silu(gate) * up, layer.mlp.down_proj)


def hidden_states(model: PreTrainedModel, visual: Tensor, blocks: tuple[Block, ...], wanted: Tensor) -> Tensor:
    """The LM over images B x N x D (visual tokens within their frame) and the turns about them.

    All tokens go through the linear layers as one matrix M x D: the images' first, then the blocks', flattened. Only
    attention knows about turns: each sees the keys of its image and its own. `wanted` (true n times) says which of the
    blocks' tokens to return, normed, as n x D: nothing reads the others after the last attention.
    """
    text = model.model.text_model
    images, seen = visual.shape[:2]
    where = visual.device
    shapes = [(images, seen), *(tuple(block.ids.shape) for block in blocks)]
    sizes = [rows * width for rows, width in shapes]
    words = F.embedding(torch.cat([block.ids.flatten() for block in blocks]), text.embed_tokens.weight)
    x = torch.cat((visual.flatten(0, 1), words))
    positions = [torch.arange(seen, device=where).repeat(images)]
    masks = []
    for rows, width in shapes[1:]:
        positions.append(torch.arange(seen, seen + width, device=where).repeat(rows))
        masks.append(torch.full((width, seen + width), float("-inf"), device=where).triu(seen + 1))
    cos, sin = rotary(model, torch.cat(positions))
    for layer in text.layers:
        last = layer is text.layers[-1]
        parts = (each.split(sizes) for each in attend(layer, x, cos, sin))
        parts = [[p.unflatten(0, shape) for p, shape in zip(each, shapes, strict=True)] for each in parts]
        (q_image, *q), (k_image, *k), (v_image, *v) = parts
        mixed = [] if last else [mix(q_image, k_image, v_image, is_causal=True).flatten(0, 1)]
        for block, mask, q_own, k_own, v_own in zip(blocks, masks, q, k, v, strict=True):
            keys = torch.cat((k_image.index_select(0, block.owner), k_own), dim=1)
            values = torch.cat((v_image.index_select(0, block.owner), v_own), dim=1)
            mixed.append(mix(q_own, keys, values, mask).flatten(0, 1))
        mixed = torch.cat(mixed)
        if last:
            x, mixed = x[sizes[0] :][wanted], mixed[wanted]
        x = feed_forward(layer, x, mixed)
    return F.rms_norm(x, (x.shape[-1],), text.norm.weight, text.norm.variance_epsilon)


def project(model: PreTrainedModel, features: Tensor) -> Tensor:
    """Cached features B x N x E s s -> visual tokens B x N x D."""
    return F.linear(features, model.model.connector.modality_projection.proj.weight)


def framed(model: PreTrainedModel, visual: Tensor, frame: Frame) -> Tensor:
    """Visual tokens between the marks that stand around a picture, which all its turns share: B x (N + marks) x D."""
    if not frame.before and not frame.after:
        return visual
    marks = torch.tensor(frame.before + frame.after, device=visual.device)
    words = F.embedding(marks, model.model.text_model.embed_tokens.weight).expand(len(visual), -1, -1)
    before, after = words.split((len(frame.before), len(frame.after)), dim=1)
    return torch.cat((before, visual, after), dim=1)


def answer_loss(model: PreTrainedModel, images: Tensor, batch: Batch) -> Tensor:
    """Mean cross-entropy over the answers' tokens: images B x N x D (visual tokens within their frame) and the turns
    about them."""
    # A token is predicted from the position before it; only answers reach the vocabulary-wide product.
    wanted = torch.cat([F.pad(block.answered[:, 1:], (0, 1)).flatten() for block in batch.blocks])
    states = hidden_states(model, images, batch.blocks, wanted)
    answers = torch.cat([block.ids[block.answered] for block in batch.blocks])
    return F.cross_entropy(F.linear(states, model.lm_head.weight), answers)
