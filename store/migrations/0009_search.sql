-- +goose Up
-- What can be searched: the words of entries, of documents page by page, and of
-- releases. The text itself stays where it is; the index reads it from there.
-- Triggers keep it in step, in the transaction that writes the row; but new
-- entries are taken in by the next search: an alert must not wait for an index.

CREATE VIEW entry_words AS SELECT id, replace(replace(trim(events, '["]'), '","', '; '), '\u0026', '&') AS events, text FROM entries;
CREATE VIEW page_words AS SELECT reading_id * 65536 + number AS id, text FROM pages;

-- The newest entry that the index has taken in. Ids only grow.
CREATE TABLE found_upto (id INTEGER PRIMARY KEY CHECK (id = 1), entry_id BIGINT NOT NULL);
INSERT INTO found_upto (id, entry_id) VALUES (1, 0);

CREATE VIRTUAL TABLE entries_found USING fts5 (events, text, content = 'entry_words', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE pages_found USING fts5 (text, content = 'page_words', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE releases_found USING fts5 (title, teaser, body, content = 'releases', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');

-- +goose StatementBegin
CREATE TRIGGER refind_entry AFTER UPDATE OF events, text ON entries
  WHEN old.id <= (SELECT entry_id FROM found_upto) AND (new.events <> old.events OR new.text <> old.text) BEGIN
  INSERT INTO entries_found (entries_found, rowid, events, text) VALUES ('delete', old.id, replace(replace(trim(old.events, '["]'), '","', '; '), '\u0026', '&'), old.text);
  INSERT INTO entries_found (rowid, events, text) VALUES (new.id, replace(replace(trim(new.events, '["]'), '","', '; '), '\u0026', '&'), new.text);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER unfind_entry AFTER DELETE ON entries WHEN old.id <= (SELECT entry_id FROM found_upto) BEGIN
  INSERT INTO entries_found (entries_found, rowid, events, text) VALUES ('delete', old.id, replace(replace(trim(old.events, '["]'), '","', '; '), '\u0026', '&'), old.text);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER find_page AFTER INSERT ON pages BEGIN
  INSERT INTO pages_found (rowid, text) VALUES (new.reading_id * 65536 + new.number, new.text);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER refind_page AFTER UPDATE OF text ON pages WHEN new.text <> old.text BEGIN
  INSERT INTO pages_found (pages_found, rowid, text) VALUES ('delete', old.reading_id * 65536 + old.number, old.text);
  INSERT INTO pages_found (rowid, text) VALUES (new.reading_id * 65536 + new.number, new.text);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER unfind_page AFTER DELETE ON pages BEGIN
  INSERT INTO pages_found (pages_found, rowid, text) VALUES ('delete', old.reading_id * 65536 + old.number, old.text);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER find_release AFTER INSERT ON releases BEGIN
  INSERT INTO releases_found (rowid, title, teaser, body) VALUES (new.id, new.title, new.teaser, new.body);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER refind_release AFTER UPDATE OF title, teaser, body ON releases
  WHEN new.title <> old.title OR new.teaser <> old.teaser OR new.body <> old.body BEGIN
  INSERT INTO releases_found (releases_found, rowid, title, teaser, body) VALUES ('delete', old.id, old.title, old.teaser, old.body);
  INSERT INTO releases_found (rowid, title, teaser, body) VALUES (new.id, new.title, new.teaser, new.body);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER unfind_release AFTER DELETE ON releases BEGIN
  INSERT INTO releases_found (releases_found, rowid, title, teaser, body) VALUES ('delete', old.id, old.title, old.teaser, old.body);
END;
-- +goose StatementEnd

INSERT INTO pages_found (pages_found) VALUES ('rebuild');
INSERT INTO releases_found (releases_found) VALUES ('rebuild');

-- +goose Down
DROP TRIGGER unfind_release;
DROP TRIGGER refind_release;
DROP TRIGGER find_release;
DROP TRIGGER unfind_page;
DROP TRIGGER refind_page;
DROP TRIGGER find_page;
DROP TRIGGER unfind_entry;
DROP TRIGGER refind_entry;
DROP TABLE releases_found;
DROP TABLE pages_found;
DROP TABLE entries_found;
DROP TABLE found_upto;
DROP VIEW page_words;
DROP VIEW entry_words;
