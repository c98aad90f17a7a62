#!/usr/bin/env bash
# npm run pretrain-pico: makes resources/models/pico anew (about an hour on two idle cores). Figures are in LAB.md.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$(cd ../.. && pwd)
scenes=$(mktemp -d) out=${1:-"$root/resources/models/pico"}
trap 'rm -rf "$scenes"' EXIT
mkdir -p "$out"
node "$root/main/engine/world/export-pretraining.ts" --seed 7 --count 60000 --out "$scenes"
python="$root/.runtime/python/bin/python"
"$python" -m pretraining.tokenizer "$scenes" "$out"
"$python" -m pretraining.encoder "$scenes" "$out" --epochs 2
"$python" -m pretraining.language "$scenes" "$out" --epochs 3
rm "$out/encoder.safetensors"
