-- Version 6: an index of its own for what is short: names and offices of sources, titles, and what the reader wrote.
--
-- In one index with the texts, a word that is common there made the names and notes with it slow to find and slow to change.
-- All that a source is called is one row now, so that a name and an office are found together; so is all that the reader said
-- of a claim, and of a source. They are gathered by triggers in columns that serve this index only.
--
-- The number of a row is, as in version 5, what it is times 2^40 and the number of its own row. In `word_index`: 1 article_text,
-- 2 claim (of latest versions). In `said_index`: 3 claim_note, 4 source (what is said of it), 5 source (what it is called),
-- 6 document (its title).
DROP TRIGGER claim_note_indexed;
DROP TRIGGER claim_note_dropped;
DROP TRIGGER claim_note_changed;
DROP TRIGGER source_indexed;
DROP TRIGGER source_dropped;
DROP TRIGGER source_note_changed;
DROP TRIGGER source_name_changed;
DROP TRIGGER source_alias_indexed;
DROP TRIGGER source_alias_dropped;
DROP TRIGGER source_alias_changed;
DROP TRIGGER source_role_indexed;
DROP TRIGGER source_role_dropped;
DROP TRIGGER source_role_changed;
DROP TRIGGER word_dropped_from_index;
DROP TABLE word_known;
DROP TABLE word_index;

CREATE VIRTUAL TABLE word_index USING fts5 (
    words, content = '', columnsize = 0, detail = 'none', prefix = '3', tokenize = "ascii tokenchars '='"
);
INSERT INTO word_index (word_index, rank) VALUES ('secure-delete', 1);
CREATE VIRTUAL TABLE word_known USING fts5vocab (word_index, row);
CREATE VIRTUAL TABLE said_index USING fts5 (
    words, content = '', columnsize = 0, detail = 'none', prefix = '3', tokenize = "ascii tokenchars '='"
);
INSERT INTO said_index (said_index, rank) VALUES ('secure-delete', 1);
CREATE VIRTUAL TABLE said_known USING fts5vocab (said_index, row);

CREATE TRIGGER word_dropped_from_index AFTER INSERT ON word_dropped WHEN new.place < (3 << 40) BEGIN
    INSERT INTO word_index (word_index, rowid, words) VALUES ('delete', new.place, new.words);
END;
CREATE TRIGGER said_dropped_from_index AFTER INSERT ON word_dropped WHEN new.place >= (3 << 40) BEGIN
    INSERT INTO said_index (said_index, rowid, words) VALUES ('delete', new.place, new.words);
END;

-- Each line: the note; tags; what is said of evidence, with its address; what is said of contradictions.
ALTER TABLE claim_note ADD COLUMN said_all TEXT NOT NULL DEFAULT '';
-- Each line: the note, a tag.
ALTER TABLE source ADD COLUMN said_all TEXT NOT NULL DEFAULT '';
-- Each line: the name, another name, an office.
ALTER TABLE source ADD COLUMN called_all TEXT NOT NULL DEFAULT '';

CREATE VIEW claim_note_said (id, said) AS SELECT id, note
    || (SELECT coalesce(char(10) || group_concat(tag, char(10)), '')
        FROM (SELECT tag FROM claim_tag WHERE claim_tag.note = claim_note.id ORDER BY rank))
    || (SELECT coalesce(char(10) || group_concat(note_on || ' ' || url, char(10)), '')
        FROM (SELECT note_on, url FROM claim_evidence WHERE claim_evidence.note = claim_note.id ORDER BY rank))
    || (SELECT coalesce(char(10) || group_concat(said, char(10)), '')
        FROM (SELECT contradiction.note AS said FROM contradiction WHERE one = claim_note.id OR other = claim_note.id ORDER BY made))
    FROM claim_note;
CREATE VIEW source_said (id, said) AS SELECT id, note
    || (SELECT coalesce(char(10) || group_concat(tag, char(10)), '')
        FROM (SELECT tag FROM source_tag WHERE source = source.id ORDER BY rank))
    FROM source;
CREATE VIEW source_called (id, called) AS SELECT id, name
    || (SELECT coalesce(char(10) || group_concat(other, char(10)), '')
        FROM (SELECT name AS other FROM source_alias WHERE source = source.id ORDER BY alias))
    || (SELECT coalesce(char(10) || group_concat(office, char(10)), '')
        FROM (SELECT trim(role || ' ' || affiliation) AS office FROM source_role WHERE source = source.id ORDER BY source_role.id))
    FROM source;

UPDATE claim_note SET said_all = (SELECT said FROM claim_note_said WHERE id = claim_note.id);
UPDATE source SET said_all = (SELECT said FROM source_said WHERE id = source.id),
    called_all = (SELECT called FROM source_called WHERE id = source.id);

INSERT INTO word_index (rowid, words) SELECT (1 << 40) | article, isnad_words(text) FROM article_text ORDER BY article;
INSERT INTO word_index (rowid, words) SELECT (2 << 40) | id, isnad_words(text) FROM claim WHERE latest = 1 ORDER BY id;
INSERT INTO said_index (rowid, words) SELECT (3 << 40) | id, isnad_words(said_all) FROM claim_note WHERE said_all <> '' ORDER BY id;
INSERT INTO said_index (rowid, words) SELECT (4 << 40) | id, isnad_words(said_all) FROM source WHERE said_all <> '' ORDER BY id;
INSERT INTO said_index (rowid, words) SELECT (5 << 40) | id, isnad_words(called_all) FROM source WHERE called_all <> '' ORDER BY id;
INSERT INTO said_index (rowid, words) SELECT (6 << 40) | id, isnad_words(title) FROM document WHERE title <> '' ORDER BY id;

-- All that the dossier of a source counts of its claims, so that ten thousand of them are not sought one by one.
DROP INDEX claim_by_source;
CREATE INDEX claim_by_source ON claim (source, latest, day, id, article, uid, kind, via);

CREATE INDEX article_with_document ON article (id, document);
CREATE INDEX document_with_outlet ON document (id, outlet);
CREATE INDEX document_by_latest ON document (latest);
CREATE INDEX document_by_url ON document (url) WHERE url <> '';

-- Gathered.
CREATE TRIGGER claim_note_added AFTER INSERT ON claim_note BEGIN
    UPDATE claim_note SET said_all = new.note WHERE id = new.id;
END;
CREATE TRIGGER claim_note_changed AFTER UPDATE OF note ON claim_note WHEN old.note <> new.note BEGIN
    UPDATE claim_note SET said_all = (SELECT said FROM claim_note_said WHERE id = new.id) WHERE id = new.id;
END;
CREATE TRIGGER claim_tag_added AFTER INSERT ON claim_tag BEGIN
    UPDATE claim_note SET said_all = (SELECT said FROM claim_note_said WHERE id = new.note) WHERE id = new.note;
END;
CREATE TRIGGER claim_tag_removed AFTER DELETE ON claim_tag BEGIN
    UPDATE claim_note SET said_all = (SELECT said FROM claim_note_said WHERE id = old.note) WHERE id = old.note;
END;
CREATE TRIGGER claim_tag_changed AFTER UPDATE ON claim_tag BEGIN
    UPDATE claim_note SET said_all = (SELECT said FROM claim_note_said WHERE id = claim_note.id)
        WHERE id IN (old.note, new.note);
END;
CREATE TRIGGER claim_evidence_added AFTER INSERT ON claim_evidence BEGIN
    UPDATE claim_note SET said_all = (SELECT said FROM claim_note_said WHERE id = new.note) WHERE id = new.note;
END;
CREATE TRIGGER claim_evidence_removed AFTER DELETE ON claim_evidence BEGIN
    UPDATE claim_note SET said_all = (SELECT said FROM claim_note_said WHERE id = old.note) WHERE id = old.note;
END;
CREATE TRIGGER claim_evidence_changed AFTER UPDATE ON claim_evidence BEGIN
    UPDATE claim_note SET said_all = (SELECT said FROM claim_note_said WHERE id = claim_note.id)
        WHERE id IN (old.note, new.note);
END;
CREATE TRIGGER contradiction_added AFTER INSERT ON contradiction BEGIN
    UPDATE claim_note SET said_all = (SELECT said FROM claim_note_said WHERE id = claim_note.id)
        WHERE id IN (new.one, new.other);
END;
CREATE TRIGGER contradiction_removed AFTER DELETE ON contradiction BEGIN
    UPDATE claim_note SET said_all = (SELECT said FROM claim_note_said WHERE id = claim_note.id)
        WHERE id IN (old.one, old.other);
END;
CREATE TRIGGER contradiction_changed AFTER UPDATE ON contradiction BEGIN
    UPDATE claim_note SET said_all = (SELECT said FROM claim_note_said WHERE id = claim_note.id)
        WHERE id IN (old.one, old.other, new.one, new.other);
END;
CREATE TRIGGER source_gathered AFTER INSERT ON source BEGIN
    UPDATE source SET said_all = new.note, called_all = new.name WHERE id = new.id;
END;
CREATE TRIGGER source_note_changed AFTER UPDATE OF note ON source WHEN old.note <> new.note BEGIN
    UPDATE source SET said_all = (SELECT said FROM source_said WHERE id = new.id) WHERE id = new.id;
END;
CREATE TRIGGER source_name_changed AFTER UPDATE OF name ON source WHEN old.name <> new.name BEGIN
    UPDATE source SET called_all = (SELECT called FROM source_called WHERE id = new.id) WHERE id = new.id;
END;
CREATE TRIGGER source_tag_added AFTER INSERT ON source_tag BEGIN
    UPDATE source SET said_all = (SELECT said FROM source_said WHERE id = new.source) WHERE id = new.source;
END;
CREATE TRIGGER source_tag_removed AFTER DELETE ON source_tag BEGIN
    UPDATE source SET said_all = (SELECT said FROM source_said WHERE id = old.source) WHERE id = old.source;
END;
CREATE TRIGGER source_tag_changed AFTER UPDATE ON source_tag BEGIN
    UPDATE source SET said_all = (SELECT said FROM source_said WHERE id = source.id) WHERE id IN (old.source, new.source);
END;
CREATE TRIGGER source_alias_added AFTER INSERT ON source_alias BEGIN
    UPDATE source SET called_all = (SELECT called FROM source_called WHERE id = new.source) WHERE id = new.source;
END;
CREATE TRIGGER source_alias_removed AFTER DELETE ON source_alias BEGIN
    UPDATE source SET called_all = (SELECT called FROM source_called WHERE id = old.source) WHERE id = old.source;
END;
CREATE TRIGGER source_alias_changed AFTER UPDATE OF source, name ON source_alias BEGIN
    UPDATE source SET called_all = (SELECT called FROM source_called WHERE id = source.id) WHERE id IN (old.source, new.source);
END;
CREATE TRIGGER source_role_added AFTER INSERT ON source_role BEGIN
    UPDATE source SET called_all = (SELECT called FROM source_called WHERE id = new.source) WHERE id = new.source;
END;
CREATE TRIGGER source_role_removed AFTER DELETE ON source_role BEGIN
    UPDATE source SET called_all = (SELECT called FROM source_called WHERE id = old.source) WHERE id = old.source;
END;
CREATE TRIGGER source_role_changed AFTER UPDATE OF source, role, affiliation ON source_role BEGIN
    UPDATE source SET called_all = (SELECT called FROM source_called WHERE id = source.id) WHERE id IN (old.source, new.source);
END;

-- Indexed. A row that holds nothing yet is not in the index.
CREATE TRIGGER claim_note_indexed AFTER UPDATE OF said_all ON claim_note WHEN old.said_all <> new.said_all BEGIN
    INSERT INTO word_dropped (place, words) SELECT (3 << 40) | old.id, isnad_words(old.said_all) WHERE old.said_all <> '';
    INSERT INTO said_index (rowid, words) SELECT (3 << 40) | new.id, isnad_words(new.said_all) WHERE new.said_all <> '';
END;
CREATE TRIGGER claim_note_dropped AFTER DELETE ON claim_note WHEN old.said_all <> '' BEGIN
    INSERT INTO word_dropped (place, words) VALUES ((3 << 40) | old.id, isnad_words(old.said_all));
END;
CREATE TRIGGER source_said_indexed AFTER UPDATE OF said_all ON source WHEN old.said_all <> new.said_all BEGIN
    INSERT INTO word_dropped (place, words) SELECT (4 << 40) | old.id, isnad_words(old.said_all) WHERE old.said_all <> '';
    INSERT INTO said_index (rowid, words) SELECT (4 << 40) | new.id, isnad_words(new.said_all) WHERE new.said_all <> '';
END;
CREATE TRIGGER source_called_indexed AFTER UPDATE OF called_all ON source WHEN old.called_all <> new.called_all BEGIN
    INSERT INTO word_dropped (place, words) SELECT (5 << 40) | old.id, isnad_words(old.called_all) WHERE old.called_all <> '';
    INSERT INTO said_index (rowid, words) SELECT (5 << 40) | new.id, isnad_words(new.called_all) WHERE new.called_all <> '';
END;
CREATE TRIGGER source_dropped AFTER DELETE ON source BEGIN
    INSERT INTO word_dropped (place, words)
        SELECT (4 << 40) | old.id, isnad_words(old.said_all) WHERE old.said_all <> ''
        UNION ALL SELECT (5 << 40) | old.id, isnad_words(old.called_all) WHERE old.called_all <> '';
END;
CREATE TRIGGER document_title_indexed AFTER INSERT ON document WHEN new.title <> '' BEGIN
    INSERT INTO said_index (rowid, words) VALUES ((6 << 40) | new.id, isnad_words(new.title));
END;
CREATE TRIGGER document_title_changed AFTER UPDATE OF title ON document WHEN old.title <> new.title BEGIN
    INSERT INTO word_dropped (place, words) SELECT (6 << 40) | old.id, isnad_words(old.title) WHERE old.title <> '';
    INSERT INTO said_index (rowid, words) SELECT (6 << 40) | new.id, isnad_words(new.title) WHERE new.title <> '';
END;
CREATE TRIGGER document_title_dropped AFTER DELETE ON document WHEN old.title <> '' BEGIN
    INSERT INTO word_dropped (place, words) VALUES ((6 << 40) | old.id, isnad_words(old.title));
END;
