-- What each benchmark asks, kept when the images are imported: the files may be gone by the time somebody wants to see an answer.
CREATE TABLE questions (
  ordinal INTEGER PRIMARY KEY,
  benchmark TEXT NOT NULL,
  item TEXT NOT NULL,
  -- The image's name in the set `bench`.
  image TEXT NOT NULL,
  prompt TEXT NOT NULL,
  -- The right answer in words.
  truth TEXT NOT NULL,
  -- The right answer of a yes-or-no question.
  yes_no TEXT CHECK (yes_no IN ('yes', 'no')),
  UNIQUE (benchmark, item)
) STRICT;
CREATE INDEX questions_in_order ON questions (benchmark, ordinal);
