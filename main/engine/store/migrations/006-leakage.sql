-- What training has seen of the benchmarks, found before training.
CREATE INDEX images_by_content ON images (sha256);

-- One row an image that a model learns from: the nearest image of what it is judged on. `distance` in bits of 64; 0 and `exact`: the same file.
CREATE TABLE image_leaks (
  image_id INTEGER PRIMARY KEY REFERENCES images (id),
  other_id INTEGER NOT NULL REFERENCES images (id),
  exact INTEGER NOT NULL,
  distance INTEGER NOT NULL
) STRICT;

-- One row an image whose text says thirteen words in a row that a benchmark says too.
CREATE TABLE text_leaks (
  image_id INTEGER PRIMARY KEY REFERENCES images (id),
  benchmark TEXT NOT NULL,
  item TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;

-- Left out of every training and captioning because the plan asks for it.
CREATE TABLE excluded_images (image_id INTEGER PRIMARY KEY REFERENCES images (id)) STRICT;
