-- The measured captions of a source once more, column by column, so that any filter and order over a million of them is answered at once.
-- Rows lie in the order of images. `json`: ImagesOf of store/gallery-columns.ts.
CREATE TABLE gallery_sources (
  source TEXT NOT NULL,
  model_seed INTEGER NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (source, model_seed)
) STRICT, WITHOUT ROWID;
CREATE TABLE gallery_columns (
  source TEXT NOT NULL,
  model_seed INTEGER NOT NULL,
  name TEXT NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (source, model_seed, name)
) STRICT;

-- What changes takes the columns away; they are made again from the rows.
CREATE TRIGGER gallery_columns_forgotten AFTER DELETE ON gallery_sources BEGIN
  DELETE FROM gallery_columns WHERE source = old.source AND model_seed = old.model_seed;
END;
CREATE TRIGGER gallery_metrics_added AFTER INSERT ON caption_metrics BEGIN
  DELETE FROM gallery_sources WHERE source = new.source AND model_seed = new.model_seed;
END;
CREATE TRIGGER gallery_metrics_changed AFTER UPDATE ON caption_metrics BEGIN
  DELETE FROM gallery_sources WHERE source = new.source AND model_seed = new.model_seed;
END;
CREATE TRIGGER gallery_metrics_gone AFTER DELETE ON caption_metrics BEGIN
  DELETE FROM gallery_sources WHERE source = old.source AND model_seed = old.model_seed;
END;
CREATE TRIGGER gallery_captions_added AFTER INSERT ON captions BEGIN
  DELETE FROM gallery_sources WHERE source = new.model AND model_seed = new.model_seed;
END;
