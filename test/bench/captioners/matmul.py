"""The machine's bound: billions of operations a second of a large single-precision matrix product, the best of ten."""

import time

import torch

a, b = torch.randn(2048, 2048), torch.randn(2048, 2048)
best = float("inf")
for _ in range(10):
    began = time.perf_counter()
    a @ b
    best = min(best, time.perf_counter() - began)
print(2 * 2048**3 / best / 1e9)
