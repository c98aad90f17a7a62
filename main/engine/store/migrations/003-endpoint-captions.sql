-- A server need not tell tokens or log-probabilities; what it took and cost is kept with the caption.
CREATE TABLE captions_next (
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
  tokens INTEGER,
  log_probability REAL,
  min_log_probability REAL,
  truncated INTEGER NOT NULL,
  seconds REAL,
  usd REAL,
  created_at TEXT NOT NULL,
  UNIQUE (image_id, model, model_seed, prompt)
) STRICT;
INSERT INTO captions_next
  SELECT id, image_id, origin, round, model, model_seed, checkpoint, prompt, decoding, seed, text, tokens, log_probability,
    min_log_probability, truncated, NULL, NULL, created_at FROM captions;
DROP TABLE captions;
ALTER TABLE captions_next RENAME TO captions;
CREATE INDEX captions_by_model ON captions (model, model_seed, image_id);
CREATE TRIGGER captions_searchable AFTER INSERT ON captions BEGIN
  INSERT INTO caption_search (text, image_id) VALUES (new.text, new.image_id);
END;

-- What was asked and never answered, with the reason; a caption that comes after all takes its failure away.
CREATE TABLE failed_captions (
  image_id INTEGER NOT NULL REFERENCES images (id),
  model TEXT NOT NULL,
  model_seed INTEGER NOT NULL,
  prompt TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (image_id, model, model_seed, prompt)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER captions_answered AFTER INSERT ON captions BEGIN
  DELETE FROM failed_captions WHERE image_id = new.image_id AND model = new.model AND model_seed = new.model_seed AND prompt = new.prompt;
END;
