-- The name of a step's result (plan/keys.ts), by which other experiments find it.
ALTER TABLE steps ADD COLUMN key TEXT;
