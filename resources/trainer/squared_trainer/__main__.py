"""`python -m squared_trainer serve` (see shared/trainer-protocol.ts for what it speaks)."""

import argparse

parser = argparse.ArgumentParser(prog="squared_trainer", description="Squared's trainer. The engine starts it.")
parser.add_argument("command", choices=["serve"], help="serve: read requests as JSON lines on stdin, answer on stdout")
parser.parse_args()

from .serve import main  # noqa: E402  (importing PyTorch takes seconds; --help must not)

main()
