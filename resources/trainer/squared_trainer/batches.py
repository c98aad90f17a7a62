"""Samples to batches: order, grouping by length, and the tensors of a batch."""

import random
from dataclasses import dataclass

import torch
from torch import Tensor

from .text import MAX_TEXT, Text, Turn


@dataclass(frozen=True)
class Sequence:
    """One image (a row of the features) with the turns that share it."""

    row: int
    turns: tuple[Turn, ...]

    @property
    def length(self) -> int:
        return sum(len(turn.ids) for turn in self.turns)


@dataclass(frozen=True)
class Batch:
    """rows B; ids B x T text tokens; answered B x T marks the tokens the loss is taken on;
    positions B x (N+T); mask B x 1 x (N+T) x (N+T), true where attention may look."""

    rows: Tensor
    ids: Tensor
    answered: Tensor
    positions: Tensor
    mask: Tensor

    def to(self, device: torch.device) -> "Batch":
        """The batch where the model is; the rows stay with the features, on the processor."""
        moved = (each.to(device, non_blocking=True) for each in (self.ids, self.answered, self.positions, self.mask))
        return Batch(self.rows, *moved)


def sequences(samples: list[dict], text: Text) -> list[Sequence]:
    """Sample lines `{row, turns: [{user, assistant}]}` as sequences, split where an image's turns grow too long."""
    made: list[Sequence] = []
    for sample in samples:
        turns: list[Turn] = []
        for each in sample["turns"]:
            turn = text.turn(each["user"], each["assistant"])
            if turns and sum(len(t.ids) for t in turns) + len(turn.ids) > MAX_TEXT:
                made.append(Sequence(sample["row"], tuple(turns)))
                turns = []
            turns.append(turn)
        made.append(Sequence(sample["row"], tuple(turns)))
    return made


def collate(group: list[Sequence], visual: int, pad: int) -> Batch:
    """The tensors of a batch; `visual` is the number of visual tokens in front."""
    width = max(sequence.length for sequence in group)
    ids = torch.full((len(group), width), pad)
    owner = torch.full((len(group), visual + width), -1)
    owner[:, :visual] = 0
    positions = torch.zeros((len(group), visual + width), dtype=torch.long)
    positions[:, :visual] = torch.arange(visual)
    answered = torch.zeros((len(group), width), dtype=torch.bool)
    for index, sequence in enumerate(group):
        at = 0
        for number, turn in enumerate(sequence.turns, start=1):
            end = at + len(turn.ids)
            ids[index, at:end] = torch.tensor(turn.ids)
            answered[index, end - turn.answered : end] = True
            owner[index, visual + at : visual + end] = number
            positions[index, visual + at : visual + end] = torch.arange(visual, visual + end - at)
            at = end
    same = owner[:, :, None] == owner[:, None, :]
    image = owner[:, None, :] == 0
    causal = torch.ones(visual + width, visual + width, dtype=torch.bool).tril()
    # Padding looks at the image too, so that no row of the mask is empty (an empty softmax is not a number).
    return Batch(torch.tensor([s.row for s in group]), ids, answered, positions, ((same | image) & causal).unsqueeze(1))


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
