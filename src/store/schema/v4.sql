-- Version 4: the library. What was found in an article is kept beside it, and who a source is across articles.

-- What was published once, whatever was changed of it later: its versions are rows of `article`.
CREATE TABLE document (
    id        INTEGER PRIMARY KEY,
    latest    INTEGER NOT NULL,          -- the version that was added last: a row of `article`
    title     TEXT    NOT NULL,
    title_key TEXT    NOT NULL DEFAULT '',   -- the title, folded loosely: to sort and to look up by
    outlet    TEXT    NOT NULL DEFAULT '',
    byline    TEXT    NOT NULL DEFAULT '',
    url       TEXT    NOT NULL DEFAULT '',
    language  TEXT    NOT NULL DEFAULT '',   -- a BCP 47 tag
    direction TEXT    NOT NULL DEFAULT '' CHECK (direction IN ('', 'rtl', 'ltr')),   -- what the page says of it
    published TEXT    NOT NULL DEFAULT '',   -- ISO 8601 as far as it is known
    day       TEXT    NOT NULL,              -- YYYY-MM-DD: when it was published, as was said or as its lines say; else when it was added
    added     INTEGER NOT NULL,
    opened    INTEGER,                       -- when it was read last; NULL while it is unread
    claims    INTEGER NOT NULL DEFAULT 0,    -- of the latest version
    unchecked INTEGER NOT NULL DEFAULT 0     -- those of them without a verdict that are not marked as checked
) STRICT;
CREATE INDEX document_by_day ON document (day, id);
CREATE INDEX document_by_added ON document (added, id);
CREATE INDEX document_by_outlet ON document (outlet, day, id);
CREATE INDEX document_by_title ON document (title_key, id);
CREATE INDEX document_by_unchecked ON document (unchecked, id);
CREATE INDEX document_unread ON document (day, id) WHERE opened IS NULL;
CREATE INDEX document_unchecked ON document (day, id) WHERE unchecked > 0;

ALTER TABLE article ADD COLUMN document INTEGER REFERENCES document ON DELETE CASCADE;
-- Tells whether what was found last is what is kept; NULL where nothing is kept.
ALTER TABLE article ADD COLUMN found TEXT;
-- The blocks, where they are others than the text's own lines say: `kind start end` in bytes, one a line.
ALTER TABLE article_text ADD COLUMN blocks TEXT NOT NULL DEFAULT '';
CREATE INDEX article_by_document ON article (document, id);

-- Texts that share an origin, or are linked by a row of such, become the versions of one document.
INSERT INTO document (id, latest, title, day, added, opened)
    WITH RECURSIVE
        linked (one, other) AS (
            SELECT one.article, other.article FROM article_origin one JOIN article_origin other USING (origin)
        ),
        same (first, article) AS (
            SELECT id, id FROM article
            UNION
            SELECT same.first, linked.other FROM same JOIN linked ON linked.one = same.article
        ),
        version (article, document) AS (SELECT article, min(first) FROM same GROUP BY article)
    SELECT version.document, max(article.id), '', '', min(article.first_opened), max(article.last_opened)
    FROM version JOIN article ON article.id = version.article GROUP BY version.document;
UPDATE document SET title = (SELECT title FROM article WHERE id = latest),
                    day = strftime('%Y-%m-%d', added / 1000, 'unixepoch');
UPDATE article SET document = (SELECT id FROM document WHERE latest = article.id);
-- The older versions, by the same links as above.
UPDATE article SET document = found.document
    FROM (
        WITH RECURSIVE
            linked (one, other) AS (
                SELECT one.article, other.article FROM article_origin one JOIN article_origin other USING (origin)
            ),
            same (document, article) AS (
                SELECT id, latest FROM document
                UNION
                SELECT same.document, linked.other FROM same JOIN linked ON linked.one = same.article
            )
        SELECT document, article FROM same
    ) AS found
    WHERE found.article = article.id;

-- Who a source is, across articles. Anonymous sources are one for each article, until the reader says otherwise.
CREATE TABLE source (
    id       INTEGER PRIMARY KEY,
    uid      TEXT    NOT NULL UNIQUE,       -- 16 hexadecimal digits
    name     TEXT    NOT NULL,
    name_key TEXT    NOT NULL,              -- the name as it is compared: claims::NameKey, as the next three
    sound    TEXT    NOT NULL DEFAULT '',
    family   TEXT    NOT NULL DEFAULT '',
    given    TEXT    NOT NULL DEFAULT '',
    sort     TEXT    NOT NULL DEFAULT '',   -- orders names by the alphabet, byte by byte
    kind     TEXT    NOT NULL DEFAULT '',   -- person, organisation, anonymous, group, document; '' where it is not known
    naming   TEXT    NOT NULL DEFAULT '' CHECK (naming IN ('', 'named', 'anonymous', 'pseudonymous', 'collective')),
    reason   TEXT    NOT NULL DEFAULT '',   -- the stated reason for anonymity
    country  TEXT    NOT NULL DEFAULT '',
    contact  TEXT    NOT NULL DEFAULT '',   -- never exported unless asked for
    note     TEXT    NOT NULL DEFAULT '',
    merged   INTEGER REFERENCES source,     -- whom the reader said that this is: it has no rows of its own then
    claims   INTEGER NOT NULL DEFAULT 0,    -- of latest versions
    articles INTEGER NOT NULL DEFAULT 0,    -- documents
    last_day TEXT    NOT NULL DEFAULT '',   -- of its last claim
    created  INTEGER NOT NULL,
    changed  INTEGER NOT NULL
) STRICT;
CREATE INDEX source_by_key ON source (name_key);
CREATE INDEX source_by_sound ON source (sound);
CREATE INDEX source_by_family ON source (family);
CREATE INDEX source_by_given ON source (given);
CREATE INDEX source_by_sort ON source (sort, id);
CREATE INDEX source_by_claims ON source (claims, id);
CREATE INDEX source_by_articles ON source (articles, id);
CREATE INDEX source_by_last_day ON source (last_day, id);
CREATE INDEX source_by_merged ON source (merged) WHERE merged IS NOT NULL;

-- Other names, by which it is known as well. `by` is 'reader', or 'text' for names that articles use of it.
CREATE TABLE source_alias (
    alias    INTEGER PRIMARY KEY,
    source   INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    name     TEXT    NOT NULL,
    name_key TEXT    NOT NULL,
    by       TEXT    NOT NULL CHECK (by IN ('reader', 'text')),
    UNIQUE (source, name)
) STRICT;
CREATE INDEX source_alias_by_key ON source_alias (name_key);

-- What a source was, from when to when (ISO 8601 as far as known; '' where not).
CREATE TABLE source_role (
    id          INTEGER PRIMARY KEY,
    source      INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    role        TEXT    NOT NULL,
    affiliation TEXT    NOT NULL DEFAULT '',
    since       TEXT    NOT NULL DEFAULT '',
    until       TEXT    NOT NULL DEFAULT '',
    by          TEXT    NOT NULL CHECK (by IN ('reader', 'text'))
) STRICT;
CREATE INDEX source_role_by_source ON source_role (source);

CREATE TABLE source_link (
    source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    rank   INTEGER NOT NULL,
    kind   TEXT    NOT NULL DEFAULT '',     -- profile, wikidata, cv, or any word
    url    TEXT    NOT NULL,
    PRIMARY KEY (source, rank)
) STRICT, WITHOUT ROWID;

-- Sources with like names that the reader said are not the same; `one` is the lower number.
CREATE TABLE source_apart (
    one   INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

-- A source as one article has it.
CREATE TABLE article_source (
    id       INTEGER PRIMARY KEY,
    article  INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    uid      TEXT    NOT NULL,
    rank     INTEGER,                       -- its number in what was found last; NULL where it is not there any more
    name     TEXT    NOT NULL,
    role     TEXT    NOT NULL DEFAULT '',
    kind     TEXT    NOT NULL DEFAULT '',
    source   INTEGER NOT NULL REFERENCES source,
    found_as INTEGER NOT NULL REFERENCES source,    -- whom it was taken for before any merging
    UNIQUE (article, uid)
) STRICT;
CREATE INDEX article_source_by_source ON article_source (source, article);
CREATE INDEX article_source_by_found ON article_source (found_as);

-- A claim as it was found in one version of an article, and put right.
CREATE TABLE claim (
    id          INTEGER PRIMARY KEY,
    article     INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    uid         TEXT    NOT NULL,
    rank        INTEGER NOT NULL,
    kind        TEXT    NOT NULL CHECK (kind IN ('direct', 'mixed', 'indirect')),
    byte_start  INTEGER NOT NULL,
    byte_end    INTEGER NOT NULL,
    point_start INTEGER NOT NULL,
    point_end   INTEGER NOT NULL,
    block       INTEGER NOT NULL,
    text        TEXT    NOT NULL,
    cue         TEXT    NOT NULL DEFAULT '',    -- its words in the text
    lemma       TEXT    NOT NULL DEFAULT '',
    stance      TEXT    NOT NULL DEFAULT '',
    negated     INTEGER NOT NULL DEFAULT 0,
    speaker     TEXT    NOT NULL DEFAULT '',    -- the words of the mention
    via         TEXT    NOT NULL DEFAULT '',    -- names of carriers, nearest to the article last, one a line
    confidence  REAL    NOT NULL,
    latest      INTEGER NOT NULL,               -- 1 where the article is the latest version of its document
    day         TEXT    NOT NULL,               -- the document's
    source      INTEGER REFERENCES source,
    found_as    INTEGER,                        -- as in article_source
    owner       INTEGER,                        -- the row of article_source whose words it was found to be
    UNIQUE (article, uid)
) STRICT;
-- Whole, for it serves the deletion of sources as well.
CREATE INDEX claim_by_source ON claim (source, latest, day, id);
CREATE INDEX claim_by_day ON claim (day, id) WHERE latest = 1;
CREATE INDEX claim_by_uid ON claim (uid);

-- Words that the reader gave to another source than the rest of what that one says in the document.
CREATE TABLE source_given (
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    words    TEXT    NOT NULL,              -- 16 hexadecimal digits: a hash of the claim's words, folded
    source   INTEGER NOT NULL REFERENCES source,
    PRIMARY KEY (document, words)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_given_by_source ON source_given (source);

-- The reader's marks of a source hang on the source, not on one article of it.
INSERT INTO source (id, uid, name, name_key, note, created, changed)
    SELECT id, lower(hex(randomblob(8))), name, name_key, note, created, changed FROM source_note;
INSERT INTO article_source (article, uid, name, source, found_as) SELECT article, source, name, id, id FROM source_note;
ALTER TABLE source_tag RENAME TO source_tag_3;
ALTER TABLE source_rating RENAME TO source_rating_3;
CREATE TABLE source_tag (
    source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    rank   INTEGER NOT NULL,
    tag    TEXT    NOT NULL,
    PRIMARY KEY (source, rank)
) STRICT, WITHOUT ROWID;
CREATE TABLE source_rating (
    id          INTEGER PRIMARY KEY,
    source      INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    reliability TEXT    CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),   -- NULL takes the rating back
    rated       INTEGER NOT NULL,
    who         TEXT    NOT NULL DEFAULT '',
    why         TEXT    NOT NULL DEFAULT ''
) STRICT;
INSERT INTO source_tag SELECT note, rank, tag FROM source_tag_3;
INSERT INTO source_rating SELECT id, note, reliability, rated, who, why FROM source_rating_3;
DROP TABLE source_tag_3;
DROP TABLE source_rating_3;
DROP TABLE source_note;
CREATE INDEX source_tag_by_tag ON source_tag (tag);
CREATE INDEX source_rating_by_source ON source_rating (source, id);

-- The hash of the text of which the reader said that no claim in it is the note's; '' where nothing was said.
ALTER TABLE claim_note ADD COLUMN adrift TEXT NOT NULL DEFAULT '';
-- Since when a claim is kept for export; 0 where it is not.
ALTER TABLE claim_note ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claim_note ADD COLUMN said TEXT NOT NULL DEFAULT '';    -- when it was said (ISO 8601), where that is another day
CREATE TABLE claim_evidence (
    id       INTEGER PRIMARY KEY,
    note     INTEGER NOT NULL REFERENCES claim_note ON DELETE CASCADE,
    rank     INTEGER NOT NULL,
    kind     TEXT    NOT NULL CHECK (kind IN ('supports', 'refutes', 'context')),
    url      TEXT    NOT NULL,
    archive  TEXT    NOT NULL DEFAULT '',
    accessed TEXT    NOT NULL DEFAULT '',   -- YYYY-MM-DD
    note_on  TEXT    NOT NULL DEFAULT ''    -- what the reader says of it
) STRICT;
CREATE INDEX claim_evidence_by_note ON claim_evidence (note, rank);
CREATE INDEX claim_note_pinned ON claim_note (pinned) WHERE pinned > 0;

-- What was done to marks of claims by command, and what two programs saved over each other: the marks before and after, as
-- JSON. Those of a claim are deleted with its marks.
CREATE TABLE claim_edit (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    claim   TEXT    NOT NULL,               -- the claim's uid
    anchor  TEXT    NOT NULL,               -- where it is in the text, as JSON
    before  TEXT    NOT NULL,
    after   TEXT    NOT NULL,
    made    INTEGER NOT NULL,
    undone  INTEGER                         -- when it was taken back; NULL while it holds
) STRICT;
CREATE INDEX claim_edit_by_claim ON claim_edit (article, claim);

-- Two claims that the reader says contradict each other; `one` is the lower number.
CREATE TABLE contradiction (
    one   INTEGER NOT NULL REFERENCES claim_note ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES claim_note ON DELETE CASCADE,
    note  TEXT    NOT NULL DEFAULT '',
    made  INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX contradiction_by_other ON contradiction (other);

-- What the reader said of who is who among sources, each with what takes it back: JSON. No words of notes are in it.
CREATE TABLE edit (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    body   TEXT    NOT NULL,
    made   INTEGER NOT NULL,
    undone INTEGER
) STRICT;

-- How many there are, so that nobody counts 100,000 rows while a person waits.
CREATE TABLE tally (name TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO tally
    SELECT 'documents', count(*) FROM document
    UNION ALL SELECT 'unread', count(*) FROM document WHERE opened IS NULL
    UNION ALL SELECT 'claims', 0
    UNION ALL SELECT 'unchecked', 0
    UNION ALL SELECT 'sources', count(*) FROM source
    -- By which version of the keys sources are known and sorted.
    UNION ALL SELECT 'source-keys', 0;
CREATE TRIGGER document_added AFTER INSERT ON document BEGIN
    UPDATE tally SET n = n + CASE name
        WHEN 'documents' THEN 1 WHEN 'unread' THEN new.opened IS NULL
        WHEN 'claims' THEN new.claims WHEN 'unchecked' THEN new.unchecked ELSE 0 END;
END;
CREATE TRIGGER document_changed AFTER UPDATE OF opened, claims, unchecked ON document BEGIN
    UPDATE tally SET n = n + CASE name
        WHEN 'unread' THEN (new.opened IS NULL) - (old.opened IS NULL)
        WHEN 'claims' THEN new.claims - old.claims WHEN 'unchecked' THEN new.unchecked - old.unchecked ELSE 0 END;
END;
CREATE TRIGGER document_removed AFTER DELETE ON document BEGIN
    UPDATE tally SET n = n - CASE name
        WHEN 'documents' THEN 1 WHEN 'unread' THEN old.opened IS NULL
        WHEN 'claims' THEN old.claims WHEN 'unchecked' THEN old.unchecked ELSE 0 END;
END;
CREATE TRIGGER source_added AFTER INSERT ON source WHEN new.merged IS NULL BEGIN
    UPDATE tally SET n = n + 1 WHERE name = 'sources';
END;
CREATE TRIGGER source_merged AFTER UPDATE OF merged ON source BEGIN
    UPDATE tally SET n = n + (new.merged IS NULL) - (old.merged IS NULL) WHERE name = 'sources';
END;
CREATE TRIGGER source_removed AFTER DELETE ON source WHEN old.merged IS NULL BEGIN
    UPDATE tally SET n = n - 1 WHERE name = 'sources';
END;
