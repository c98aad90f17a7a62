"""Answers prompts about images in batches with a KV cache; greedy or sampled with a seed per item.

An item's random numbers depend on seed, image and prompt alone, so its caption depends neither on its batch nor on what
else is asked: a run that goes on writes what it would have written.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from .artifact import is_complete
from .device import device, half_precision
from .errors import TrainerError
from .features import open_features
from .memory import Parts, is_large, writing_bytes
from .model import attend, feature_shape, feed_forward, framed, load_model, mix, project, rotary
from .protocol import Progress
from .samples import read_lines
from .text import Text


@dataclass(frozen=True)
class Decoding:
    max_new_tokens: int
    temperature: float
    top_p: float
    seed: int


def generate(
    args: dict,
    rows: Callable[[list[dict]], None],
    progress: Progress,
    check: Callable[[], None],
) -> dict:
    """Runs the protocol's `generate` command; answers leave through `rows`, batch by batch."""
    checkpoint = Path(args["checkpoint"])
    if not is_complete(checkpoint):
        raise TrainerError("missing_file", f"No whole checkpoint at {checkpoint}: its training has not ended.")
    model, text = load_model(checkpoint).eval().to(device()), Text(checkpoint)
    features = open_features(Path(args["features"]), model)
    if tuple(features.shape[1:]) != feature_shape(model):
        raise TrainerError(
            "bad_request",
            f"{checkpoint} reads other features than {args['features']} holds: "
            "it is made from another model than the plan names.",
        )
    decoding = Decoding(args["max_new_tokens"], args["temperature"], args["top_p"], args["seed"])
    asked = read_lines(Path(args["prompts"]), features.shape[0])
    encoded: dict[str, list[int]] = {line["prompt"]: text.question(line["prompt"]) for line in asked}
    # Prompts of one length share a batch, so that no padding is computed; the order within a length is the file's.
    asked.sort(key=lambda line: len(encoded[line["prompt"]]))
    longest = max(len(ids) for ids in encoded.values())
    tokens = len(text.picture(feature_shape(model)[0])) + longest + decoding.max_new_tokens
    parts, large = Parts(model, args["batch_size"], writing_bytes(model, tokens)), is_large(model)
    began, done, seen, written = time.monotonic(), 0, 0, 0
    while done < len(asked):
        check()
        length = len(encoded[asked[done]["prompt"]])
        group = [line for line in asked[done : done + parts.most] if len(encoded[line["prompt"]]) == length]
        try:
            rows_of_group = features[[line["row"] for line in group]]
            with torch.inference_mode(), device(), half_precision(large):
                visual = project(model, rows_of_group.to(device()).float())
                answers = decode(
                    model,
                    text,
                    visual,
                    [encoded[line["prompt"]] for line in group],
                    [f"{line['row']}/{line['prompt']}" for line in group],
                    decoding,
                )
        except (RuntimeError, MemoryError) as error:
            parts.fewer(error)
            continue
        rows([{"id": line["id"], **answer} for line, answer in zip(group, answers, strict=True)])
        done += len(group)
        seconds = time.monotonic() - began
        seen, written = seen + len({line["row"] for line in group}), written + sum(one["tokens"] for one in answers)
        progress(done, len(asked), done / seconds, (seen / seconds, written / seconds))
    return {"rows": done, "seconds": time.monotonic() - began}


def decode(
    model, text: Text, visual: Tensor, questions: list[list[int]], names: list[str], how: Decoding
) -> list[dict]:
    """Visual tokens B x N x D, questions of one length and names for random numbers -> per item its text and
    log-probabilities."""
    language = model.model.text_model
    words = F.embedding(torch.tensor(questions), language.embed_tokens.weight)
    x = torch.cat((framed(model, visual, text.frame), words), dim=1)
    size, prompt = x.shape[:2]
    room = prompt + how.max_new_tokens
    heads, width = language.config.num_key_value_heads, language.layers[0].self_attn.head_dim
    kept = torch.bfloat16 if torch.is_autocast_enabled(x.device.type) else x.dtype
    keys = [torch.empty(size, room, heads, width, dtype=kept) for _ in language.layers]
    values = [torch.empty(size, room, heads, width, dtype=kept) for _ in language.layers]
    live = torch.arange(size)
    tokens: list[list[int]] = [[] for _ in names]
    logs: list[list[float]] = [[] for _ in names]
    chance = [random.Random(f"{how.seed}/{name}") for name in names]
    at = 0
    while True:
        positions = torch.arange(at, at + x.shape[1]).expand(len(live), -1)
        cos, sin = rotary(model, positions)
        end = at + x.shape[1]
        for number, layer in enumerate(language.layers):
            q, k, v = attend(layer, x, cos, sin)
            keys[number][:, at:end] = k
            values[number][:, at:end] = v
            mixed = mix(q, keys[number][:, :end], values[number][:, :end], is_causal=at == 0)
            if number == len(language.layers) - 1:
                x, mixed = x[:, -1:], mixed[:, -1:]
            x = feed_forward(layer, x, mixed)
        at = end
        last = F.rms_norm(x[:, -1], (x.shape[-1],), language.norm.weight, language.norm.variance_epsilon)
        log_probabilities = F.linear(last, model.lm_head.weight).log_softmax(dim=-1)
        chosen = choose(log_probabilities, how, [chance[i] for i in live.tolist()])
        picked = log_probabilities.gather(1, chosen[:, None])[:, 0]
        for item, token, log in zip(live.tolist(), chosen.tolist(), picked.tolist(), strict=True):
            tokens[item].append(token)
            logs[item].append(log)
        going = chosen != text.end
        if at - prompt + 1 >= how.max_new_tokens or not going.any():
            break
        if not going.all():
            # Finished items leave at once: what stays is copied once, which costs less than computing the dead rows.
            keep = going.nonzero()[:, 0]
            live, chosen = live[keep], chosen[keep]
            keys = [key[keep] for key in keys]
            values = [value[keep] for value in values]
        x = F.embedding(chosen[:, None], language.embed_tokens.weight)
    return [answer(text, own, log) for own, log in zip(tokens, logs, strict=True)]


def choose(log_probabilities: Tensor, how: Decoding, chance: list[random.Random]) -> Tensor:
    """The next token per item, B x V -> B: greedy, or by inverting the cumulative distribution of the top p."""
    if how.temperature == 0:
        return log_probabilities.argmax(dim=-1)
    probabilities, order = (log_probabilities / how.temperature).softmax(dim=-1).sort(dim=-1, descending=True)
    cumulative = probabilities.cumsum(dim=-1)
    probabilities = probabilities.masked_fill(cumulative - probabilities >= how.top_p, 0.0)
    cumulative = probabilities.cumsum(dim=-1)
    draw = torch.tensor([[each.random()] for each in chance]) * cumulative[:, -1:]
    index = (cumulative <= draw).sum(dim=-1, keepdim=True).clamp(max=probabilities.shape[1] - 1)
    return order.gather(1, index)[:, 0]


def answer(text: Text, tokens: list[int], logs: list[float]) -> dict:
    """A result row; the end mark counts towards the log-probability and not towards the tokens."""
    ended = tokens[-1] == text.end
    words = tokens[:-1] if ended else tokens
    return {
        "text": text.decode(words),
        "tokens": len(words),
        "log_probability": sum(logs) / len(logs),
        "min_log_probability": min(logs),
        "truncated": not ended,
    }
