-- What an OCR model reads in an image, once for all captions that are held against it. `texts`: a JSON list; null where it cannot be read.
CREATE TABLE image_texts (
  image_id INTEGER PRIMARY KEY REFERENCES images (id),
  texts TEXT,
  refused TEXT
) STRICT;
