"""`transformers_generate.py MODEL LIST`: captions a second of stock Transformers, from JPEG files, for each batch size.

As a careful user would write it: pixels prepared in batches by Pillow, left padding never needed, greedy, no gradients.
"""

import json
import resource
import sys
import time

import numpy as np
import torch
from PIL import Image
from tokenizers import Tokenizer
from transformers import SmolVLMForConditionalGeneration

model = SmolVLMForConditionalGeneration.from_pretrained(sys.argv[1], dtype=torch.float32, attn_implementation="sdpa")
model.eval()
task = json.loads(open(sys.argv[2]).read())
tokenizer = Tokenizer.from_file(f"{sys.argv[1]}/tokenizer.json")
vision, size = model.config.vision_config, model.config.vision_config.image_size
visual = (size // vision.patch_size // model.config.scale_factor) ** 2
ids = tokenizer.encode("<image>" * visual + f"<|user|>{task['prompt']}<|assistant|>", add_special_tokens=False).ids


def pixels(files: list[str]) -> torch.Tensor:
    images = [np.asarray(Image.open(file).convert("RGB").resize((size, size))) for file in files]
    return torch.from_numpy(np.stack(images)).permute(0, 3, 1, 2).float().div_(127.5).sub_(1)[:, None]


def captions(files: list[str]) -> torch.Tensor:
    inputs = torch.tensor([ids] * len(files))
    with torch.inference_mode():
        return model.generate(
            input_ids=inputs,
            attention_mask=torch.ones_like(inputs),
            pixel_values=pixels(files),
            max_new_tokens=task["tokens"],
            min_new_tokens=task["tokens"],
            do_sample=False,
        )


for batch in task["batches"]:
    files = task["images"]
    captions(files[: min(4, batch)])
    began, first = time.monotonic(), 0.0
    for start in range(0, len(files), batch):
        captions(files[start : start + batch])
        first = first or time.monotonic() - began
    print(
        json.dumps(
            {
                "captionsPerSecond": len(files) / (time.monotonic() - began),
                "firstSeconds": first,
                "memoryBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
                "how": f"batches of {batch}",
            }
        ),
        flush=True,
    )
