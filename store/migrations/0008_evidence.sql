-- +goose Up
-- The chain of evidence. Each transaction that leaves evidence adds one link: a
-- digest over the link before and over every row that the transaction wrote. The
-- triggers below note the rows, so that no writer can forget one; the program
-- makes the link before it commits.
--
-- A row's line is a JSON array of its kind and columns. What changes without
-- being evidence (when to ask again, the state of what is not sent yet) is left out.

CREATE TABLE links (
  seq       INTEGER PRIMARY KEY,
  at_ms     BIGINT  NOT NULL,
  row_count INTEGER NOT NULL,
  root      TEXT    NOT NULL, -- SHA-256 of the manifest
  manifest  TEXT    NOT NULL, -- a line for each row: its SHA-256, its kind, its name
  digest    TEXT    NOT NULL  -- SHA-256 of the link, which names the link before
);

-- Rows written in this transaction; empty after every commit.
CREATE TABLE unlinked (
  id   INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  row  TEXT NOT NULL,
  line TEXT -- NULL: the row was removed on purpose
);

-- Which ledger this is. The secret makes the ids of messages, so that a ledger
-- that was restored gives a message the id that it had before.
CREATE TABLE instance (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  name    TEXT   NOT NULL,
  secret  BLOB   NOT NULL,
  born_ms BIGINT NOT NULL
);

-- What pruning removed, so that what is gone can be told from what was taken.
CREATE TABLE prunings (
  id              INTEGER PRIMARY KEY,
  at_ms           BIGINT  NOT NULL,
  looks_before_ms BIGINT  NOT NULL,
  looks           INTEGER NOT NULL,
  raws_before_ms  BIGINT  NOT NULL,
  raws            INTEGER NOT NULL
);

-- Times at which an older copy of the ledger was found in its place.
CREATE TABLE restores (
  id         INTEGER PRIMARY KEY,
  found_ms   BIGINT  NOT NULL,
  from_ms    BIGINT  NOT NULL, -- how far the copy reaches
  told_ms    BIGINT  NOT NULL, -- when something was last told
  links      INTEGER NOT NULL, -- the copy's last link
  lost_links INTEGER NOT NULL, -- links after it that are gone
  done_ms    BIGINT  NOT NULL DEFAULT 0
);
ALTER TABLE deliveries ADD COLUMN restore_id BIGINT NOT NULL DEFAULT 0;
CREATE INDEX deliveries_restored ON deliveries (restore_id) WHERE restore_id > 0;

-- The digest of the bytes as they are kept, which are compressed and may be a part.
ALTER TABLE raws ADD COLUMN packed_sha256 TEXT NOT NULL DEFAULT '';

CREATE VIEW evidence_look AS SELECT id AS row,
  json_array('look', id, source, began_ms, ended_ms, outcome, error, counts) AS line
  FROM turns;

CREATE VIEW evidence_raw AS SELECT id || '/' || digest AS row,
  json_array('raw', id, source, at_ms, reason, digest, size, packed_sha256) AS line
  FROM raws;

CREATE VIEW evidence_entry AS SELECT id AS row,
  json_array('entry', id, version, docket, key, case_name, number, pacer_case_id, document_number, pacer_doc_id, seq_no, part_id, events,
    text, entered_ms, filed, document_url, docket_url, documents, standing, doc_kind, filed_by, told, muted, first_ms,
    first_source) AS line
  FROM entries;

CREATE VIEW evidence_sighting AS SELECT entry_id || '/' || source || '/' || digest AS row,
  json_array('sighting', entry_id, source, digest, kind, standing, text, seen_ms) AS line
  FROM sightings;

CREATE VIEW evidence_revision AS SELECT id AS row,
  json_array('revision', id, subject, was, source, at_ms) AS line
  FROM revisions;

CREATE VIEW evidence_reading AS SELECT id AS row,
  json_array('reading', id, entry_id, attachment, state, CASE state WHEN 'wanted' THEN '' ELSE why END,
    CASE state WHEN 'wanted' THEN '' ELSE url END, CASE state WHEN 'wanted' THEN '' ELSE digest END,
    CASE state WHEN 'wanted' THEN 0 ELSE size END, CASE state WHEN 'wanted' THEN '' ELSE reader END,
    CASE state WHEN 'wanted' THEN 0 ELSE at_ms END) AS line
  FROM readings;

CREATE VIEW evidence_page AS SELECT reading_id || '/' || number AS row,
  json_array('page', reading_id, number, stamp, text) AS line
  FROM pages;

CREATE VIEW evidence_finding AS SELECT id AS row,
  json_array('finding', id, subject, entry_id, attachment, argument, tier, stance, speaker, holder, quote, plain, page, sheet, start_at,
    end_at, form, pattern, doc_kind, filed_by, found_ms) AS line
  FROM findings;

CREATE VIEW evidence_release AS SELECT id AS row,
  json_array('release', id, source, key, version, title, url, date, published_ms, components, number, teaser, body, cluster, relevance, why,
    seen_ms, digest, told) AS line
  FROM releases;

CREATE VIEW evidence_gap AS SELECT id AS row,
  json_array('gap', id, source, from_ms, to_ms, why, opened_ms, closed_ms, how) AS line
  FROM gaps;

CREATE VIEW evidence_alert AS SELECT id AS row,
  json_array('alert', id, subject, kind, digest, at_ms, body) AS line
  FROM alerts;

CREATE VIEW evidence_delivery AS SELECT id AS row,
  json_array('delivery', id, public_id, alert_id, destination, thread, subject,
    CASE WHEN state IN ('sent', 'dead', 'dropped') THEN state ELSE 'open' END,
    CASE WHEN state IN ('sent', 'dead', 'dropped') THEN ref ELSE '' END, created_ms) AS line
  FROM deliveries;

CREATE VIEW evidence_attempt AS SELECT id AS row,
  json_array('attempt', id, delivery_id, began_ms, ended_ms, outcome, error) AS line
  FROM attempts WHERE outcome <> '';

CREATE VIEW evidence_pruning AS SELECT id AS row,
  json_array('pruning', id, at_ms, looks_before_ms, looks, raws_before_ms, raws) AS line
  FROM prunings;

CREATE VIEW evidence_restore AS SELECT id AS row,
  json_array('restore', id, found_ms, from_ms, told_ms, links, lost_links) AS line
  FROM restores;

-- +goose StatementBegin
CREATE TRIGGER link_look AFTER INSERT ON turns BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('look', new.id,
    json_array('look', new.id, new.source, new.began_ms, new.ended_ms, new.outcome, new.error, new.counts));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER relink_look AFTER UPDATE OF id, source, began_ms, ended_ms, outcome, error, counts
  ON turns BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('look', new.id,
    json_array('look', new.id, new.source, new.began_ms, new.ended_ms, new.outcome, new.error, new.counts));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER link_raw AFTER INSERT ON raws BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('raw', new.id || '/' || new.digest,
    json_array('raw', new.id, new.source, new.at_ms, new.reason, new.digest, new.size, new.packed_sha256));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER relink_raw AFTER UPDATE OF id, source, at_ms, reason, digest, size, packed_sha256
  ON raws BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('raw', new.id || '/' || new.digest,
    json_array('raw', new.id, new.source, new.at_ms, new.reason, new.digest, new.size, new.packed_sha256));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER link_entry AFTER INSERT ON entries BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('entry', new.id,
    json_array('entry', new.id, new.version, new.docket, new.key, new.case_name, new.number, new.pacer_case_id, new.document_number,
      new.pacer_doc_id, new.seq_no, new.part_id, new.events, new.text, new.entered_ms, new.filed, new.document_url,
      new.docket_url, new.documents, new.standing, new.doc_kind, new.filed_by, new.told, new.muted, new.first_ms,
      new.first_source));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER relink_entry AFTER UPDATE OF id, version, docket, key, case_name, number, pacer_case_id, document_number, pacer_doc_id, seq_no, part_id, events,
  text, entered_ms, filed, document_url, docket_url, documents, standing, doc_kind, filed_by, told, muted, first_ms,
  first_source
  ON entries BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('entry', new.id,
    json_array('entry', new.id, new.version, new.docket, new.key, new.case_name, new.number, new.pacer_case_id, new.document_number,
      new.pacer_doc_id, new.seq_no, new.part_id, new.events, new.text, new.entered_ms, new.filed, new.document_url,
      new.docket_url, new.documents, new.standing, new.doc_kind, new.filed_by, new.told, new.muted, new.first_ms,
      new.first_source));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER link_sighting AFTER INSERT ON sightings BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('sighting', new.entry_id || '/' || new.source || '/' || new.digest,
    json_array('sighting', new.entry_id, new.source, new.digest, new.kind, new.standing, new.text, new.seen_ms));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER relink_sighting AFTER UPDATE OF entry_id, source, digest, kind, standing, text, seen_ms
  ON sightings BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('sighting', new.entry_id || '/' || new.source || '/' || new.digest,
    json_array('sighting', new.entry_id, new.source, new.digest, new.kind, new.standing, new.text, new.seen_ms));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER link_revision AFTER INSERT ON revisions BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('revision', new.id,
    json_array('revision', new.id, new.subject, new.was, new.source, new.at_ms));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER relink_revision AFTER UPDATE OF id, subject, was, source, at_ms
  ON revisions BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('revision', new.id,
    json_array('revision', new.id, new.subject, new.was, new.source, new.at_ms));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER link_reading AFTER INSERT ON readings BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('reading', new.id,
    json_array('reading', new.id, new.entry_id, new.attachment, new.state, CASE new.state WHEN 'wanted' THEN '' ELSE new.why END,
      CASE new.state WHEN 'wanted' THEN '' ELSE new.url END, CASE new.state WHEN 'wanted' THEN '' ELSE new.digest END,
      CASE new.state WHEN 'wanted' THEN 0 ELSE new.size END, CASE new.state WHEN 'wanted' THEN '' ELSE new.reader END,
      CASE new.state WHEN 'wanted' THEN 0 ELSE new.at_ms END));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER relink_reading AFTER UPDATE OF id, entry_id, attachment, state, why, url, digest, size, reader, at_ms
  ON readings
  WHEN new.state <> 'wanted' OR old.state <> 'wanted' BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('reading', new.id,
    json_array('reading', new.id, new.entry_id, new.attachment, new.state, CASE new.state WHEN 'wanted' THEN '' ELSE new.why END,
      CASE new.state WHEN 'wanted' THEN '' ELSE new.url END, CASE new.state WHEN 'wanted' THEN '' ELSE new.digest END,
      CASE new.state WHEN 'wanted' THEN 0 ELSE new.size END, CASE new.state WHEN 'wanted' THEN '' ELSE new.reader END,
      CASE new.state WHEN 'wanted' THEN 0 ELSE new.at_ms END));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER link_page AFTER INSERT ON pages BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('page', new.reading_id || '/' || new.number,
    json_array('page', new.reading_id, new.number, new.stamp, new.text));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER relink_page AFTER UPDATE OF reading_id, number, stamp, text
  ON pages BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('page', new.reading_id || '/' || new.number,
    json_array('page', new.reading_id, new.number, new.stamp, new.text));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER link_finding AFTER INSERT ON findings BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('finding', new.id,
    json_array('finding', new.id, new.subject, new.entry_id, new.attachment, new.argument, new.tier, new.stance, new.speaker, new.holder,
      new.quote, new.plain, new.page, new.sheet, new.start_at, new.end_at, new.form, new.pattern, new.doc_kind, new.filed_by,
      new.found_ms));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER relink_finding AFTER UPDATE OF id, subject, entry_id, attachment, argument, tier, stance, speaker, holder, quote, plain, page, sheet, start_at,
  end_at, form, pattern, doc_kind, filed_by, found_ms
  ON findings BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('finding', new.id,
    json_array('finding', new.id, new.subject, new.entry_id, new.attachment, new.argument, new.tier, new.stance, new.speaker, new.holder,
      new.quote, new.plain, new.page, new.sheet, new.start_at, new.end_at, new.form, new.pattern, new.doc_kind, new.filed_by,
      new.found_ms));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER link_release AFTER INSERT ON releases BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('release', new.id,
    json_array('release', new.id, new.source, new.key, new.version, new.title, new.url, new.date, new.published_ms, new.components, new.number,
      new.teaser, new.body, new.cluster, new.relevance, new.why, new.seen_ms, new.digest, new.told));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER relink_release AFTER UPDATE OF id, source, key, version, title, url, date, published_ms, components, number, teaser, body, cluster, relevance, why,
  seen_ms, digest, told
  ON releases BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('release', new.id,
    json_array('release', new.id, new.source, new.key, new.version, new.title, new.url, new.date, new.published_ms, new.components, new.number,
      new.teaser, new.body, new.cluster, new.relevance, new.why, new.seen_ms, new.digest, new.told));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER link_gap AFTER INSERT ON gaps BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('gap', new.id,
    json_array('gap', new.id, new.source, new.from_ms, new.to_ms, new.why, new.opened_ms, new.closed_ms, new.how));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER relink_gap AFTER UPDATE OF id, source, from_ms, to_ms, why, opened_ms, closed_ms, how
  ON gaps BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('gap', new.id,
    json_array('gap', new.id, new.source, new.from_ms, new.to_ms, new.why, new.opened_ms, new.closed_ms, new.how));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER link_alert AFTER INSERT ON alerts BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('alert', new.id,
    json_array('alert', new.id, new.subject, new.kind, new.digest, new.at_ms, new.body));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER relink_alert AFTER UPDATE OF id, subject, kind, digest, at_ms, body
  ON alerts BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('alert', new.id,
    json_array('alert', new.id, new.subject, new.kind, new.digest, new.at_ms, new.body));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER link_delivery AFTER INSERT ON deliveries BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('delivery', new.id,
    json_array('delivery', new.id, new.public_id, new.alert_id, new.destination, new.thread, new.subject,
      CASE WHEN new.state IN ('sent', 'dead', 'dropped') THEN new.state ELSE 'open' END,
      CASE WHEN new.state IN ('sent', 'dead', 'dropped') THEN new.ref ELSE '' END, new.created_ms));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER relink_delivery AFTER UPDATE OF id, public_id, alert_id, destination, thread, subject, state, ref, created_ms
  ON deliveries
  WHEN new.state IN ('sent', 'dead', 'dropped') OR old.state IN ('sent', 'dead', 'dropped') BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('delivery', new.id,
    json_array('delivery', new.id, new.public_id, new.alert_id, new.destination, new.thread, new.subject,
      CASE WHEN new.state IN ('sent', 'dead', 'dropped') THEN new.state ELSE 'open' END,
      CASE WHEN new.state IN ('sent', 'dead', 'dropped') THEN new.ref ELSE '' END, new.created_ms));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER relink_attempt AFTER UPDATE OF id, delivery_id, began_ms, ended_ms, outcome, error
  ON attempts
  WHEN new.outcome <> '' BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('attempt', new.id,
    json_array('attempt', new.id, new.delivery_id, new.began_ms, new.ended_ms, new.outcome, new.error));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER link_pruning AFTER INSERT ON prunings BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('pruning', new.id,
    json_array('pruning', new.id, new.at_ms, new.looks_before_ms, new.looks, new.raws_before_ms, new.raws));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER relink_pruning AFTER UPDATE OF id, at_ms, looks_before_ms, looks, raws_before_ms, raws
  ON prunings BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('pruning', new.id,
    json_array('pruning', new.id, new.at_ms, new.looks_before_ms, new.looks, new.raws_before_ms, new.raws));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER link_restore AFTER INSERT ON restores BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('restore', new.id,
    json_array('restore', new.id, new.found_ms, new.from_ms, new.told_ms, new.links, new.lost_links));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER relink_restore AFTER UPDATE OF id, found_ms, from_ms, told_ms, links, lost_links
  ON restores BEGIN
  INSERT INTO unlinked (kind, row, line) VALUES ('restore', new.id,
    json_array('restore', new.id, new.found_ms, new.from_ms, new.told_ms, new.links, new.lost_links));
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER unlink_finding AFTER DELETE ON findings BEGIN
  INSERT INTO unlinked (kind, row) VALUES ('finding', old.id);
END;
-- +goose StatementEnd

-- What was there before the chain began is its first links.

INSERT INTO unlinked (kind, row, line) SELECT 'look', row, line FROM evidence_look;

INSERT INTO unlinked (kind, row, line) SELECT 'raw', row, line FROM evidence_raw;

INSERT INTO unlinked (kind, row, line) SELECT 'entry', row, line FROM evidence_entry;

INSERT INTO unlinked (kind, row, line) SELECT 'sighting', row, line FROM evidence_sighting;

INSERT INTO unlinked (kind, row, line) SELECT 'revision', row, line FROM evidence_revision;

INSERT INTO unlinked (kind, row, line) SELECT 'reading', row, line FROM evidence_reading;

INSERT INTO unlinked (kind, row, line) SELECT 'page', row, line FROM evidence_page;

INSERT INTO unlinked (kind, row, line) SELECT 'finding', row, line FROM evidence_finding;

INSERT INTO unlinked (kind, row, line) SELECT 'release', row, line FROM evidence_release;

INSERT INTO unlinked (kind, row, line) SELECT 'gap', row, line FROM evidence_gap;

INSERT INTO unlinked (kind, row, line) SELECT 'alert', row, line FROM evidence_alert;

INSERT INTO unlinked (kind, row, line) SELECT 'delivery', row, line FROM evidence_delivery;

INSERT INTO unlinked (kind, row, line) SELECT 'attempt', row, line FROM evidence_attempt;

-- +goose Down
DROP TRIGGER unlink_finding;
DROP TRIGGER relink_look;
DROP TRIGGER link_look;
DROP VIEW evidence_look;
DROP TRIGGER relink_raw;
DROP TRIGGER link_raw;
DROP VIEW evidence_raw;
DROP TRIGGER relink_entry;
DROP TRIGGER link_entry;
DROP VIEW evidence_entry;
DROP TRIGGER relink_sighting;
DROP TRIGGER link_sighting;
DROP VIEW evidence_sighting;
DROP TRIGGER relink_revision;
DROP TRIGGER link_revision;
DROP VIEW evidence_revision;
DROP TRIGGER relink_reading;
DROP TRIGGER link_reading;
DROP VIEW evidence_reading;
DROP TRIGGER relink_page;
DROP TRIGGER link_page;
DROP VIEW evidence_page;
DROP TRIGGER relink_finding;
DROP TRIGGER link_finding;
DROP VIEW evidence_finding;
DROP TRIGGER relink_release;
DROP TRIGGER link_release;
DROP VIEW evidence_release;
DROP TRIGGER relink_gap;
DROP TRIGGER link_gap;
DROP VIEW evidence_gap;
DROP TRIGGER relink_alert;
DROP TRIGGER link_alert;
DROP VIEW evidence_alert;
DROP TRIGGER relink_delivery;
DROP TRIGGER link_delivery;
DROP VIEW evidence_delivery;
DROP TRIGGER relink_attempt;
DROP VIEW evidence_attempt;
DROP TRIGGER relink_pruning;
DROP TRIGGER link_pruning;
DROP VIEW evidence_pruning;
DROP TRIGGER relink_restore;
DROP TRIGGER link_restore;
DROP VIEW evidence_restore;
DROP INDEX deliveries_restored;
DROP TABLE restores;
DROP TABLE prunings;
DROP TABLE unlinked;
DROP TABLE links;
DROP TABLE instance;
ALTER TABLE deliveries DROP COLUMN restore_id;
ALTER TABLE raws DROP COLUMN packed_sha256;
