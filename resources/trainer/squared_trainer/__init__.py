"""Squared's trainer: trains, asks and measures small vision-language models for the engine, over JSON lines."""
