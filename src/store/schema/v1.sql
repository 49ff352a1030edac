-- Version 1: articles, what the reader marked on their claims and sources, and where reading stopped.
-- Instants are milliseconds since 1970-01-01 UTC. Offsets are those of the article's text.

-- One row a text. The hash is the lower-case hexadecimal SHA-256 of the text.
CREATE TABLE article (
    id           INTEGER PRIMARY KEY,
    hash         TEXT    NOT NULL UNIQUE,
    title        TEXT    NOT NULL,
    window_start INTEGER,               -- which bytes of a large file the text is; NULL where it is the whole file
    window_end   INTEGER,
    file_size    INTEGER,
    first_opened INTEGER NOT NULL,
    last_opened  INTEGER NOT NULL
) STRICT;

-- The text, apart, so that a list of articles does not read through it. Windows of a large file are not kept.
CREATE TABLE article_text (
    article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    text    TEXT    NOT NULL
) STRICT;

-- Where a text was seen: an absolute path or `isnad:sample`. The texts of one origin are its versions.
CREATE TABLE article_origin (
    origin      TEXT    NOT NULL,
    article     INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    last_opened INTEGER NOT NULL,
    PRIMARY KEY (origin, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_origin_by_article ON article_origin (article);

-- What the reader says of a claim, anchored in the text by W3C selectors.
CREATE TABLE claim_note (
    id          INTEGER PRIMARY KEY,
    article     INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    claim       TEXT    NOT NULL,       -- the claim's uid
    exact       TEXT    NOT NULL,
    prefix      TEXT    NOT NULL,
    suffix      TEXT    NOT NULL,
    byte_start  INTEGER NOT NULL,
    byte_end    INTEGER NOT NULL,
    point_start INTEGER NOT NULL,       -- code points
    point_end   INTEGER NOT NULL,
    block       INTEGER NOT NULL,
    verdict     TEXT,                   -- an id of the vocabulary
    credibility INTEGER CHECK (credibility BETWEEN 1 AND 6),
    status      TEXT    CHECK (status IN ('to-check', 'in-progress', 'checked', 'published')),
    note        TEXT    NOT NULL,
    created     INTEGER NOT NULL,
    changed     INTEGER NOT NULL,
    UNIQUE (article, claim)
) STRICT;
CREATE TABLE claim_tag (
    note INTEGER NOT NULL REFERENCES claim_note ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    tag  TEXT    NOT NULL,
    PRIMARY KEY (note, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_tag_by_tag ON claim_tag (tag);

-- What the reader says of a source in an article. The name key is the name, folded: it joins sources of many articles.
CREATE TABLE source_note (
    id       INTEGER PRIMARY KEY,
    article  INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    source   TEXT    NOT NULL,          -- the source's uid
    name     TEXT    NOT NULL,
    name_key TEXT    NOT NULL,
    note     TEXT    NOT NULL,
    created  INTEGER NOT NULL,
    changed  INTEGER NOT NULL,
    UNIQUE (article, source)
) STRICT;
CREATE INDEX source_note_by_name ON source_note (name_key);
CREATE TABLE source_tag (
    note INTEGER NOT NULL REFERENCES source_note ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    tag  TEXT    NOT NULL,
    PRIMARY KEY (note, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_tag_by_tag ON source_tag (tag);

-- Every reliability a source was given, the last row being the one that holds. NULL takes the rating back.
CREATE TABLE source_rating (
    id          INTEGER PRIMARY KEY,
    note        INTEGER NOT NULL REFERENCES source_note ON DELETE CASCADE,
    reliability TEXT    CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
    rated       INTEGER NOT NULL,
    who         TEXT    NOT NULL DEFAULT '',
    why         TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX source_rating_by_note ON source_rating (note);

-- Where reading stopped.
CREATE TABLE reading (
    article  INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    position INTEGER NOT NULL,          -- a byte
    claim    TEXT,                      -- the uid of the last claim
    changed  INTEGER NOT NULL
) STRICT;
CREATE TABLE reading_group (
    article INTEGER NOT NULL REFERENCES reading ON DELETE CASCADE,
    source  TEXT    NOT NULL,           -- the uid of a source whose group was open
    PRIMARY KEY (article, source)
) STRICT, WITHOUT ROWID;
