-- A text's row in the index begins with its image's id (times 2^20), so that matches come in the order of images and a page of them needs
-- no more than itself. Even rows are the turns an image came with, odd ones its captions. The text itself lies in its own table only.
DROP TRIGGER captions_searchable;
DROP TRIGGER turns_searchable;
DROP TABLE caption_search;
CREATE VIRTUAL TABLE caption_search USING fts5 (
  text, content = '', contentless_delete = 1, prefix = '1 2 3 4', tokenize = 'unicode61'
);
INSERT INTO caption_search (rowid, text)
  SELECT place, text FROM (
    SELECT image_id * 1048576 + 2 * ordinal AS place, assistant AS text FROM turns
    UNION ALL
    SELECT image_id * 1048576 + 2 * row_number() OVER (PARTITION BY image_id ORDER BY id) + 1, text FROM captions
  ) ORDER BY place;
CREATE TRIGGER captions_searchable AFTER INSERT ON captions BEGIN
  INSERT INTO caption_search (rowid, text) VALUES (
    new.image_id * 1048576 + 2 * (SELECT count(*) FROM captions WHERE image_id = new.image_id) + 1, new.text
  );
END;
CREATE TRIGGER turns_searchable AFTER INSERT ON turns BEGIN
  INSERT INTO caption_search (rowid, text) VALUES (new.image_id * 1048576 + 2 * new.ordinal, new.assistant);
END;

-- How many images a set has: counting a million of them takes longer than a page may.
ALTER TABLE sets ADD COLUMN images INTEGER NOT NULL DEFAULT 0;
UPDATE sets SET images = (SELECT count(*) FROM images WHERE set_name = sets.name);
CREATE TRIGGER images_counted AFTER INSERT ON images BEGIN
  UPDATE sets SET images = images + 1 WHERE name = new.set_name;
END;
CREATE TRIGGER images_uncounted AFTER DELETE ON images BEGIN
  UPDATE sets SET images = images - 1 WHERE name = old.set_name;
END;
