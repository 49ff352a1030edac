-- Version 3: a correction that was taken back may be made again, until another one is made.

-- When it was taken back, the last one first to come again; null while it holds.
ALTER TABLE correction ADD COLUMN undone INTEGER;
