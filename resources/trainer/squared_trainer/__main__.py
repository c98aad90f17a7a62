"""`python -m squared_trainer serve` (see shared/trainer-protocol.ts for what it speaks), and `... devices`."""

import argparse

parser = argparse.ArgumentParser(prog="squared_trainer", description="Squared's trainer. The engine starts it.")
parser.add_argument(
    "command",
    choices=["serve", "devices"],
    help="serve: read requests as JSON lines on stdin, answer on stdout; devices: the GPUs that PyTorch can use",
)

# Importing PyTorch takes seconds; --help must not.
if parser.parse_args().command == "devices":
    from .devices import main
else:
    from .serve import main

main()
