-- Version 5: an index of words, for the search of the library.
--
-- One row for each text, the words of which are those of `search::index_words`, which this program registers as
-- `isnad_words`. The row's number is what the text is, times 2^40, and the number of its own row: 1 article_text,
-- 2 claim (of latest versions), 3 claim_note, 4 source (its note), 5 source (its name), 6 source_alias, 7 source_role.
--
-- The index keeps no text of its own, no places and no counts: hits are told from the texts themselves. What is deleted
-- is taken out of its pages at once ('secure-delete'), for which the words must be given again: the triggers do, by way
-- of `word_dropped`. There they stay until the end of the transaction, when `searching::wipe` has seen to the rest.
CREATE VIRTUAL TABLE word_index USING fts5 (
    words, content = '', columnsize = 0, detail = 'none', prefix = '3', tokenize = "ascii tokenchars '='"
);
INSERT INTO word_index (word_index, rank) VALUES ('secure-delete', 1);
-- The words that it holds.
CREATE VIRTUAL TABLE word_known USING fts5vocab (word_index, row);

CREATE TABLE word_dropped (id INTEGER PRIMARY KEY, place INTEGER NOT NULL, words TEXT NOT NULL) STRICT;
CREATE TRIGGER word_dropped_from_index AFTER INSERT ON word_dropped BEGIN
    INSERT INTO word_index (word_index, rowid, words) VALUES ('delete', new.place, new.words);
END;

INSERT INTO word_index (rowid, words) SELECT (1 << 40) | article, isnad_words(text) FROM article_text ORDER BY article;
INSERT INTO word_index (rowid, words) SELECT (2 << 40) | id, isnad_words(text) FROM claim WHERE latest = 1 ORDER BY id;
INSERT INTO word_index (rowid, words) SELECT (3 << 40) | id, isnad_words(note) FROM claim_note ORDER BY id;
INSERT INTO word_index (rowid, words) SELECT (4 << 40) | id, isnad_words(note) FROM source ORDER BY id;
INSERT INTO word_index (rowid, words) SELECT (5 << 40) | id, isnad_words(name) FROM source ORDER BY id;
INSERT INTO word_index (rowid, words) SELECT (6 << 40) | alias, isnad_words(name) FROM source_alias ORDER BY alias;
INSERT INTO word_index (rowid, words) SELECT (7 << 40) | id, isnad_words(role || ' ' || affiliation) FROM source_role ORDER BY id;

CREATE TRIGGER article_text_indexed AFTER INSERT ON article_text BEGIN
    INSERT INTO word_index (rowid, words) VALUES ((1 << 40) | new.article, isnad_words(new.text));
END;
CREATE TRIGGER article_text_dropped AFTER DELETE ON article_text BEGIN
    INSERT INTO word_dropped (place, words) VALUES ((1 << 40) | old.article, isnad_words(old.text));
END;
CREATE TRIGGER article_text_changed AFTER UPDATE OF text ON article_text WHEN old.text <> new.text BEGIN
    INSERT INTO word_dropped (place, words) VALUES ((1 << 40) | old.article, isnad_words(old.text));
    INSERT INTO word_index (rowid, words) VALUES ((1 << 40) | new.article, isnad_words(new.text));
END;

CREATE TRIGGER claim_indexed AFTER INSERT ON claim WHEN new.latest = 1 BEGIN
    INSERT INTO word_index (rowid, words) VALUES ((2 << 40) | new.id, isnad_words(new.text));
END;
CREATE TRIGGER claim_dropped AFTER DELETE ON claim WHEN old.latest = 1 BEGIN
    INSERT INTO word_dropped (place, words) VALUES ((2 << 40) | old.id, isnad_words(old.text));
END;
CREATE TRIGGER claim_taken_out AFTER UPDATE OF text, latest ON claim
    WHEN old.latest = 1 AND (new.latest <> 1 OR old.text <> new.text) BEGIN
    INSERT INTO word_dropped (place, words) VALUES ((2 << 40) | old.id, isnad_words(old.text));
END;
CREATE TRIGGER claim_taken_in AFTER UPDATE OF text, latest ON claim
    WHEN new.latest = 1 AND (old.latest <> 1 OR old.text <> new.text) BEGIN
    INSERT INTO word_index (rowid, words) VALUES ((2 << 40) | new.id, isnad_words(new.text));
END;

CREATE TRIGGER claim_note_indexed AFTER INSERT ON claim_note BEGIN
    INSERT INTO word_index (rowid, words) VALUES ((3 << 40) | new.id, isnad_words(new.note));
END;
CREATE TRIGGER claim_note_dropped AFTER DELETE ON claim_note BEGIN
    INSERT INTO word_dropped (place, words) VALUES ((3 << 40) | old.id, isnad_words(old.note));
END;
CREATE TRIGGER claim_note_changed AFTER UPDATE OF note ON claim_note WHEN old.note <> new.note BEGIN
    INSERT INTO word_dropped (place, words) VALUES ((3 << 40) | old.id, isnad_words(old.note));
    INSERT INTO word_index (rowid, words) VALUES ((3 << 40) | new.id, isnad_words(new.note));
END;

CREATE TRIGGER source_indexed AFTER INSERT ON source BEGIN
    INSERT INTO word_index (rowid, words) VALUES ((4 << 40) | new.id, isnad_words(new.note));
    INSERT INTO word_index (rowid, words) VALUES ((5 << 40) | new.id, isnad_words(new.name));
END;
CREATE TRIGGER source_dropped AFTER DELETE ON source BEGIN
    INSERT INTO word_dropped (place, words) VALUES ((4 << 40) | old.id, isnad_words(old.note));
    INSERT INTO word_dropped (place, words) VALUES ((5 << 40) | old.id, isnad_words(old.name));
END;
CREATE TRIGGER source_note_changed AFTER UPDATE OF note ON source WHEN old.note <> new.note BEGIN
    INSERT INTO word_dropped (place, words) VALUES ((4 << 40) | old.id, isnad_words(old.note));
    INSERT INTO word_index (rowid, words) VALUES ((4 << 40) | new.id, isnad_words(new.note));
END;
CREATE TRIGGER source_name_changed AFTER UPDATE OF name ON source WHEN old.name <> new.name BEGIN
    INSERT INTO word_dropped (place, words) VALUES ((5 << 40) | old.id, isnad_words(old.name));
    INSERT INTO word_index (rowid, words) VALUES ((5 << 40) | new.id, isnad_words(new.name));
END;

CREATE TRIGGER source_alias_indexed AFTER INSERT ON source_alias BEGIN
    INSERT INTO word_index (rowid, words) VALUES ((6 << 40) | new.alias, isnad_words(new.name));
END;
CREATE TRIGGER source_alias_dropped AFTER DELETE ON source_alias BEGIN
    INSERT INTO word_dropped (place, words) VALUES ((6 << 40) | old.alias, isnad_words(old.name));
END;
CREATE TRIGGER source_alias_changed AFTER UPDATE OF name ON source_alias WHEN old.name <> new.name BEGIN
    INSERT INTO word_dropped (place, words) VALUES ((6 << 40) | old.alias, isnad_words(old.name));
    INSERT INTO word_index (rowid, words) VALUES ((6 << 40) | new.alias, isnad_words(new.name));
END;

CREATE TRIGGER source_role_indexed AFTER INSERT ON source_role BEGIN
    INSERT INTO word_index (rowid, words)
        VALUES ((7 << 40) | new.id, isnad_words(new.role || ' ' || new.affiliation));
END;
CREATE TRIGGER source_role_dropped AFTER DELETE ON source_role BEGIN
    INSERT INTO word_dropped (place, words)
        VALUES ((7 << 40) | old.id, isnad_words(old.role || ' ' || old.affiliation));
END;
CREATE TRIGGER source_role_changed AFTER UPDATE OF role, affiliation ON source_role
    WHEN old.role <> new.role OR old.affiliation <> new.affiliation BEGIN
    INSERT INTO word_dropped (place, words)
        VALUES ((7 << 40) | old.id, isnad_words(old.role || ' ' || old.affiliation));
    INSERT INTO word_index (rowid, words)
        VALUES ((7 << 40) | new.id, isnad_words(new.role || ' ' || new.affiliation));
END;
