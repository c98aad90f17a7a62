-- Where imported images come from, so that an import goes on where it stopped, adds nothing twice, and a changed source is noticed.
CREATE TABLE sources (
  ordinal INTEGER PRIMARY KEY,
  set_name TEXT NOT NULL,
  path TEXT NOT NULL,
  -- The member of the plan, as JSON: another one is another source.
  settings TEXT NOT NULL,
  format TEXT NOT NULL,
  -- Items read so far, in the source's own order.
  items INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
  -- What filters left out: reason -> count, as JSON.
  filtered TEXT NOT NULL DEFAULT '{}'
) STRICT;

-- The files that a source was read from, as they were then.
CREATE TABLE source_files (
  source INTEGER NOT NULL REFERENCES sources (ordinal),
  path TEXT NOT NULL,
  size INTEGER NOT NULL,
  modified REAL NOT NULL,
  PRIMARY KEY (source, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE image_origins (
  image_id INTEGER PRIMARY KEY REFERENCES images (id),
  source INTEGER NOT NULL REFERENCES sources (ordinal),
  position TEXT NOT NULL,
  -- dHash, 16 hexadecimal digits.
  perceptual_hash TEXT NOT NULL,
  address TEXT,
  -- What the source says of the image it was made from; the stored one is of the bytes that are here.
  told_sha256 TEXT,
  scores TEXT
) STRICT;
CREATE INDEX image_origins_by_source ON image_origins (source);
CREATE INDEX image_origins_by_address ON image_origins (address) WHERE address IS NOT NULL;
CREATE INDEX image_origins_by_told_sha256 ON image_origins (told_sha256) WHERE told_sha256 IS NOT NULL;
CREATE INDEX images_by_sha256 ON images (sha256);

-- Captions and conversations whose picture did not come with them; they join an image of the same set by hash or address.
CREATE TABLE loose_texts (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES sources (ordinal),
  address TEXT,
  sha256 TEXT,
  turns TEXT NOT NULL,
  scores TEXT,
  image_id INTEGER
) STRICT;

ALTER TABLE quarantine ADD COLUMN source INTEGER;
CREATE INDEX quarantine_by_source ON quarantine (source) WHERE source IS NOT NULL;
