"""How the shipped pico weights were made (`npm run pretrain-pico`): tokenizer, vision encoder, language model.

All three learn from scenes of the split "pico", which no experiment ever shows.
"""
