-- Version 2: what the reader put right in what was found, in the order in which it was done.

-- The body is a correction as JSON, with the anchors and names it is about; it is applied to each fresh extraction.
CREATE TABLE correction (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: the order is that of the ids
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    body    TEXT    NOT NULL,
    made    INTEGER NOT NULL
) STRICT;
CREATE INDEX correction_by_article ON correction (article);
