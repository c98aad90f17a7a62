-- Every metric of every caption. `caption` is captions.id, or minus the image's id for the text it came with.
CREATE TABLE caption_metrics (
  model_seed INTEGER NOT NULL,
  source TEXT NOT NULL,
  caption INTEGER NOT NULL,
  image_id INTEGER NOT NULL REFERENCES images (id),
  words INTEGER NOT NULL,
  tokens INTEGER,
  truncated INTEGER NOT NULL,
  log_probability REAL,
  repetition REAL NOT NULL,
  new_words REAL,
  original_kept REAL,
  edited REAL,
  content_similarity REAL,
  objects_named INTEGER,
  objects_right INTEGER,
  objects_there INTEGER,
  mentions INTEGER,
  imagined INTEGER,
  matched_mentions INTEGER,
  matched_imagined INTEGER,
  matched_mentions_before INTEGER,
  matched_imagined_before INTEGER,
  matched_words INTEGER,
  boxes INTEGER NOT NULL,
  boxes_valid INTEGER NOT NULL,
  boxes_judged INTEGER,
  boxes_found INTEGER,
  box_iou REAL,
  quotes INTEGER NOT NULL,
  quotes_judged INTEGER,
  quotes_right INTEGER,
  quotes_asked INTEGER,
  quotes_read INTEGER,
  self_similarity REAL,
  near_duplicate INTEGER,
  PRIMARY KEY (model_seed, source, caption)
) STRICT, WITHOUT ROWID;
CREATE INDEX caption_metrics_by_image ON caption_metrics (image_id);

-- What they come to, as JSON of shared/caption-quality.ts: read whole, never searched.
CREATE TABLE caption_quality (
  model_seed INTEGER NOT NULL,
  source TEXT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (model_seed, source)
) STRICT, WITHOUT ROWID;

-- Metrics go with their caption, and what they came to goes with them: both are made again.
CREATE TRIGGER captions_forgotten AFTER DELETE ON captions BEGIN
  DELETE FROM caption_metrics WHERE model_seed = old.model_seed AND source = old.model AND caption = old.id;
  DELETE FROM caption_quality WHERE model_seed = old.model_seed AND source = old.model;
END;
CREATE TRIGGER turns_forgotten AFTER DELETE ON turns WHEN old.ordinal = 0 BEGIN
  DELETE FROM caption_metrics WHERE image_id = old.image_id AND source = 'original';
  DELETE FROM caption_quality WHERE source = 'original';
END;
