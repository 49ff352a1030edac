-- Version 7: feeds and their items, and what articles were made from.

-- What came from a file or a server, as it came, so that a better extractor can read it again. Only the owner reads this.
CREATE TABLE original (
    id       INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    origin   TEXT    NOT NULL,               -- the address that it came from in the end, or an absolute path
    media    TEXT    NOT NULL DEFAULT '',    -- as the server called it; empty where nobody did
    charset  TEXT    NOT NULL DEFAULT '',    -- the same
    fetched  INTEGER NOT NULL,               -- when it came, last
    hash     TEXT    NOT NULL,               -- lower-case hexadecimal SHA-256 of the bytes
    size     INTEGER NOT NULL,               -- how many bytes they are
    bytes    BLOB    NOT NULL,               -- decompressed, otherwise as they came
    UNIQUE (document, hash)
) STRICT;

-- From what a text was made. Several texts may be of one original: each by another extractor.
CREATE TABLE article_original (
    article  INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    original INTEGER NOT NULL REFERENCES original ON DELETE CASCADE
) STRICT;
CREATE INDEX article_original_by_original ON article_original (original);

CREATE TABLE feed (
    id       INTEGER PRIMARY KEY,
    address  TEXT    NOT NULL UNIQUE,
    typed    INTEGER NOT NULL CHECK (typed IN (0, 1)),   -- whether the user typed it, or a list of feeds named it
    title    TEXT    NOT NULL DEFAULT '',    -- as the feed calls itself
    name     TEXT    NOT NULL DEFAULT '',    -- as the user calls it
    folder   TEXT    NOT NULL DEFAULT '',    -- the outlines of OPML round it, parted by '/'
    site     TEXT    NOT NULL DEFAULT '',    -- the address of the outlet
    etag     TEXT    NOT NULL DEFAULT '',
    modified TEXT    NOT NULL DEFAULT '',
    added    INTEGER NOT NULL,
    checked  INTEGER,                        -- when it was asked for last
    trouble  TEXT    NOT NULL DEFAULT ''     -- why that came to nothing
) STRICT;

-- What feeds told of. Of what the reader removed only digests stay, so that it does not come back.
CREATE TABLE feed_item (
    id       INTEGER PRIMARY KEY,
    feed     INTEGER NOT NULL REFERENCES feed ON DELETE CASCADE,
    item     TEXT    NOT NULL,               -- digest of the item's id
    page     TEXT    NOT NULL DEFAULT '',    -- digest of the address of its page; empty where it has none
    document INTEGER REFERENCES document ON DELETE SET NULL,
    text     TEXT    NOT NULL DEFAULT '',    -- digest of the text that the feed has of it
    link     TEXT    NOT NULL DEFAULT '',    -- the address of its page while that is still to be fetched
    UNIQUE (feed, item)
) STRICT;
CREATE INDEX feed_item_by_page ON feed_item (page) WHERE page <> '';
CREATE INDEX feed_item_by_document ON feed_item (document);
CREATE TRIGGER feed_item_forgotten BEFORE DELETE ON document BEGIN
    UPDATE feed_item SET document = NULL, link = '', text = '' WHERE document = old.id;
END;
