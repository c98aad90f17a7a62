"""Losses of batches, whole or in as many parts as fit into memory; the mathematics is the same."""

from collections.abc import Callable

import torch
from torch import Tensor
from transformers import PreTrainedModel

from .batches import Batch, Sequence, collate
from .device import device, half_precision
from .features import EncodedAsRead
from .frame import Frame
from .memory import Parts, is_large, training_bytes
from .model import answer_loss, feature_shape, framed, project
from .text import Text

HELD_OUT_BATCH = 64


def batch_loss(model: PreTrainedModel, features: Tensor | EncodedAsRead, batch: Batch, frame: Frame) -> Tensor:
    """The features stay on the processor, however many images there are; a batch of them goes to the model."""
    visual = project(model, features[batch.rows].to(device()).float())
    return answer_loss(model, framed(model, visual, frame), batch)


class Losses:
    """The losses of groups of sequences, in as many parts as fit into memory."""

    def __init__(
        self,
        model: PreTrainedModel,
        features: Tensor | EncodedAsRead,
        text: Text,
        pools: list[list[Sequence]],
        most: int,
    ):
        """`pools`: everything there is a loss of; `most`: sequences of the largest batch."""
        self.model, self.features, self.text = model, features, text
        self.large = is_large(model)
        longest = max((sequence.length for pool in pools for sequence in pool), default=0)
        tokens = longest + len(text.picture(feature_shape(model)[0]))
        # Gradients and AdamW's two moments are still to come.
        beside = 12 * sum(parameter.numel() for parameter in model.model.text_model.parameters())
        self.parts = Parts(model, most, training_bytes(model, tokens), beside)

    def of(self, batch: Batch) -> Tensor:
        with half_precision(self.large):
            return batch_loss(self.model, self.features, batch, self.text.frame)

    def backward(self, group: list[Sequence], begin: Callable[[], None]) -> float:
        """Leaves the gradient of the mean loss over the group's answer tokens in the parameters and returns that
        loss."""
        while True:
            begin()
            try:
                batches = [collate(part, self.text.pad) for part in self.parts.of(group)]
                answered = sum(batch.answered for batch in batches)
                total = 0.0
                for batch in batches:
                    share = batch.answered / answered
                    loss = self.of(batch.to(device()))
                    (loss if share == 1 else loss * share).backward()
                    total += loss.item() * share
                return total
            except (RuntimeError, MemoryError) as error:
                self.parts.fewer(error)

    def held_out(self, pool: list[Sequence]) -> float:
        """Mean loss per answer token on conversations that were never trained on."""
        total, count, at = 0.0, 0, 0
        while at < len(pool):
            most = min(HELD_OUT_BATCH, self.parts.most) if self.large else HELD_OUT_BATCH
            group = pool[at : at + most]
            batch = collate(group, self.text.pad).to(device())
            try:
                with torch.inference_mode():
                    total += float(self.of(batch)) * batch.answered
            except (RuntimeError, MemoryError) as error:
                self.parts.fewer(error)
                continue
            count += batch.answered
            at += len(group)
        return total / max(1, count)
