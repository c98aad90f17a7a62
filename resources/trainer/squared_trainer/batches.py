"""Samples to batches: order, grouping by length, and the tensors of a batch."""

import random
from dataclasses import dataclass

import torch
from torch import Tensor

from .text import Text, Turn

# A block's longest turn over its shortest: closer is less padding, wider is fewer and larger products.
BLOCK_GROWTH = 1.5


@dataclass(frozen=True)
class Sequence:
    """One image (a row of the features) with the turns that share it."""

    row: int
    turns: tuple[Turn, ...]

    @property
    def length(self) -> int:
        return sum(len(turn.ids) for turn in self.turns)


@dataclass(frozen=True)
class Block:
    """Turns of like length. ids R x T, padded at the end; answered R x T marks the tokens the loss is taken on;
    owner R is the image of the batch that a turn is about."""

    ids: Tensor
    answered: Tensor
    owner: Tensor


@dataclass(frozen=True)
class Batch:
    """Images (rows B of the features) and the turns about them.

    A turn sees its image and itself, so the turns of all images stand in blocks of like length: nearly no padding, and
    no attention computed between turns that may not look at each other.
    """

    rows: Tensor
    blocks: tuple[Block, ...]

    @property
    def answered(self) -> int:
        """The number of tokens that the loss is taken on."""
        return sum(int(block.answered.sum()) for block in self.blocks)

    def to(self, device: torch.device) -> "Batch":
        """The batch where the model is; the rows stay with the features, on the processor."""

        def moved(tensor: Tensor) -> Tensor:
            return tensor.to(device, non_blocking=True)

        blocks = (Block(moved(block.ids), moved(block.answered), moved(block.owner)) for block in self.blocks)
        return Batch(self.rows, tuple(blocks))


def sequences(samples: list[dict], text: Text) -> list[Sequence]:
    """Sample lines `{row, turns: [{user, assistant}]}` as sequences, split where an image's turns grow too long."""
    made: list[Sequence] = []
    for sample in samples:
        turns: list[Turn] = []
        for each in sample["turns"]:
            turn = text.turn(each["user"], each["assistant"])
            if turns and sum(len(t.ids) for t in turns) + len(turn.ids) > text.limits.text:
                made.append(Sequence(sample["row"], tuple(turns)))
                turns = []
            turns.append(turn)
        made.append(Sequence(sample["row"], tuple(turns)))
    return made


def collate(group: list[Sequence], pad: int) -> Batch:
    """The tensors of a batch."""
    turns = [(turn, image) for image, sequence in enumerate(group) for turn in sequence.turns]
    turns.sort(key=lambda each: len(each[0].ids))
    blocks: list[list[tuple[Turn, int]]] = []
    for turn, image in turns:
        if not blocks or len(turn.ids) > BLOCK_GROWTH * len(blocks[-1][0][0].ids):
            blocks.append([])
        blocks[-1].append((turn, image))
    return Batch(torch.tensor([s.row for s in group]), tuple(block_of(part, pad) for part in blocks))


def block_of(turns: list[tuple[Turn, int]], pad: int) -> Block:
    """Turns, each with the number of its image, as tensors."""
    width = max(len(turn.ids) for turn, _ in turns)
    ids = torch.tensor([turn.ids + [pad] * (width - len(turn.ids)) for turn, _ in turns])
    answered = torch.zeros(ids.shape, dtype=torch.bool)
    for index, (turn, _) in enumerate(turns):
        answered[index, len(turn.ids) - turn.answered : len(turn.ids)] = True
    return Block(ids, answered, torch.tensor([image for _, image in turns]))


def epoch_order(pool: list[Sequence], batch_size: int, rng: random.Random) -> list[list[Sequence]]:
    """One pass in random order, in batches of like length: shuffled, sorted within windows, reshuffled."""
    order = pool[:]
    rng.shuffle(order)
    batches: list[list[Sequence]] = []
    window = batch_size * 16
    for start in range(0, len(order), window):
        part = sorted(order[start : start + window], key=lambda sequence: sequence.length)
        batches += [part[i : i + batch_size] for i in range(0, len(part), batch_size)]
    rng.shuffle(batches)
    return batches
