-- Two sources whose captions are set against each other (the earlier one first), and the draw of images for them.
CREATE TABLE judge_strata (
  id INTEGER PRIMARY KEY,
  first TEXT NOT NULL,
  second TEXT NOT NULL,
  model_seed INTEGER NOT NULL,
  draw_seed INTEGER NOT NULL,
  looked_at INTEGER NOT NULL DEFAULT 0,
  identical INTEGER NOT NULL DEFAULT 0,
  UNIQUE (first, second, model_seed)
) STRICT;

-- A pair of captions of one image; its token is all that a judge is told. A caption of null is the text that the image came with.
CREATE TABLE judge_pairs (
  id INTEGER PRIMARY KEY,
  stratum_id INTEGER NOT NULL REFERENCES judge_strata (id),
  image_id INTEGER NOT NULL REFERENCES images (id),
  token TEXT NOT NULL UNIQUE,
  first_caption INTEGER,
  second_caption INTEGER,
  rank INTEGER NOT NULL,
  for_people INTEGER NOT NULL,
  UNIQUE (stratum_id, image_id)
) STRICT;

-- What people answered. `swapped`: the second source's caption stood left.
CREATE TABLE judgements (
  id INTEGER PRIMARY KEY,
  pair_id INTEGER NOT NULL REFERENCES judge_pairs (id),
  judge TEXT NOT NULL COLLATE NOCASE,
  swapped INTEGER NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('left', 'right', 'tie', 'skip')),
  seconds REAL,
  created_at TEXT NOT NULL,
  UNIQUE (pair_id, judge)
) STRICT;
CREATE INDEX judgements_by_judge ON judgements (judge, id);

-- What judge models answered, each pair in both orders; `left` is the caption shown first.
CREATE TABLE model_judgements (
  judge TEXT NOT NULL,
  pair_id INTEGER NOT NULL REFERENCES judge_pairs (id),
  swapped INTEGER NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('left', 'right', 'tie')),
  said TEXT NOT NULL,
  address TEXT NOT NULL,
  tokens INTEGER,
  seconds REAL,
  usd REAL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (judge, pair_id, swapped)
) STRICT, WITHOUT ROWID;

CREATE TABLE model_scores (
  judge TEXT NOT NULL,
  source TEXT NOT NULL,
  model_seed INTEGER NOT NULL,
  image_id INTEGER NOT NULL REFERENCES images (id),
  score REAL NOT NULL,
  said TEXT NOT NULL,
  address TEXT NOT NULL,
  tokens INTEGER,
  seconds REAL,
  usd REAL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (judge, source, model_seed, image_id)
) STRICT, WITHOUT ROWID;

-- Questions a judge model has not answered, with the reason; an answer that comes after all takes its failure away.
CREATE TABLE model_judge_failures (
  judge TEXT NOT NULL,
  question TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (judge, question)
) STRICT, WITHOUT ROWID;
