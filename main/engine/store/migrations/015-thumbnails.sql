-- Where in the experiment's file of thumbnails each image's small picture lies; images that are small themselves have none.
CREATE TABLE thumbnails (
  image_id INTEGER PRIMARY KEY REFERENCES images (id) ON DELETE CASCADE,
  -- Bytes before it, and its own.
  start INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;
