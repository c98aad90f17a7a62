-- How many captions a recaption step was to write, and how many can be trained on (Coverage of shared/models.ts).
CREATE TABLE coverage (source TEXT NOT NULL, model_seed INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (source, model_seed)) STRICT;

-- A further role: raw images beside the pretraining set, for the control that asks for more data. SQLite changes no CHECK in place.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE sets_before AS SELECT name, role FROM sets ORDER BY rowid;
DROP TABLE sets;
CREATE TABLE sets (
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('pretrain', 'more', 'sft', 'held-out', 'specialist', 'bench'))
) STRICT;
INSERT INTO sets SELECT name, role FROM sets_before ORDER BY rowid;
DROP TABLE sets_before;
