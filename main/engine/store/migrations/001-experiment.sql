-- The first schema. Migrations are only ever added; an experiment of any age opens.

CREATE TABLE sets (
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('pretrain', 'sft', 'held-out', 'specialist', 'bench'))
) STRICT;

-- One row an image; `row` is its place in pixels.u8 and in the features.
CREATE TABLE images (
  id INTEGER PRIMARY KEY,
  set_name TEXT NOT NULL REFERENCES sets (name),
  name TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  row INTEGER NOT NULL UNIQUE,
  truth TEXT,
  UNIQUE (set_name, name)
) STRICT;
CREATE INDEX images_by_set ON images (set_name, id);

-- The turns an image came with: alt text, instruction data, a specialist's lessons.
CREATE TABLE turns (
  image_id INTEGER NOT NULL REFERENCES images (id),
  ordinal INTEGER NOT NULL,
  user TEXT NOT NULL,
  assistant TEXT NOT NULL,
  PRIMARY KEY (image_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  set_name TEXT NOT NULL,
  file TEXT NOT NULL,
  position TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE TABLE steps (
  id TEXT PRIMARY KEY,
  ordinal INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  seed INTEGER,
  model TEXT,
  round INTEGER,
  state TEXT NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  rate REAL,
  unit TEXT NOT NULL,
  seconds_left REAL,
  started_at TEXT,
  ended_at TEXT,
  note TEXT,
  peak_memory INTEGER
) STRICT;

-- Every caption that a model wrote, with its origin. An image is asked a prompt once per model and seed.
CREATE TABLE captions (
  id INTEGER PRIMARY KEY,
  image_id INTEGER NOT NULL REFERENCES images (id),
  origin TEXT NOT NULL CHECK (origin IN ('recaption', 'specialist')),
  round INTEGER,
  model TEXT NOT NULL,
  model_seed INTEGER NOT NULL,
  checkpoint TEXT NOT NULL,
  prompt TEXT NOT NULL,
  decoding TEXT NOT NULL,
  seed INTEGER NOT NULL,
  text TEXT NOT NULL,
  tokens INTEGER NOT NULL,
  log_probability REAL NOT NULL,
  min_log_probability REAL NOT NULL,
  truncated INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (image_id, model, model_seed, prompt)
) STRICT;
CREATE INDEX captions_by_model ON captions (model, model_seed, image_id);

CREATE VIRTUAL TABLE caption_search USING fts5 (text, image_id UNINDEXED, tokenize = 'unicode61');
CREATE TRIGGER captions_searchable AFTER INSERT ON captions BEGIN
  INSERT INTO caption_search (text, image_id) VALUES (new.text, new.image_id);
END;
CREATE TRIGGER turns_searchable AFTER INSERT ON turns BEGIN
  INSERT INTO caption_search (text, image_id) VALUES (new.assistant, new.image_id);
END;

CREATE TABLE predictions (
  benchmark TEXT NOT NULL,
  item TEXT NOT NULL,
  model TEXT NOT NULL,
  model_seed INTEGER NOT NULL,
  text TEXT NOT NULL,
  score REAL NOT NULL,
  log_probability REAL NOT NULL,
  PRIMARY KEY (model, model_seed, benchmark, item)
) STRICT, WITHOUT ROWID;

-- Figures, comparisons and verdicts are plain JSON of shared/models.ts: they are read whole, never searched.
CREATE TABLE scores (model TEXT NOT NULL, model_seed INTEGER NOT NULL, benchmark TEXT NOT NULL, json TEXT NOT NULL) STRICT;
CREATE INDEX scores_by_model ON scores (model, model_seed);
CREATE TABLE caption_statistics (source TEXT NOT NULL, model_seed INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (source, model_seed)) STRICT;
CREATE TABLE verdicts (model_seed INTEGER NOT NULL, round INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (model_seed, round)) STRICT;
-- What pools over seeds, made by the report step.
CREATE TABLE summary (name TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;

CREATE TABLE losses (
  step_id TEXT NOT NULL,
  model_seed INTEGER NOT NULL,
  model TEXT NOT NULL,
  stage TEXT NOT NULL,
  at INTEGER NOT NULL,
  loss REAL NOT NULL,
  held_out REAL,
  learning_rate REAL NOT NULL,
  samples_per_second REAL NOT NULL,
  PRIMARY KEY (step_id, at)
) STRICT, WITHOUT ROWID;

-- What was left out and why, replaced by the step that counted it.
CREATE TABLE skipped (
  step_id TEXT NOT NULL,
  what TEXT NOT NULL,
  count INTEGER NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (step_id, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE facts (name TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
