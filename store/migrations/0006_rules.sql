-- +goose Up
-- The mute rule that keeps an entry silent; '' for none.
ALTER TABLE entries ADD COLUMN muted TEXT NOT NULL DEFAULT '';
CREATE INDEX entries_muted ON entries (muted) WHERE muted <> '';

-- Where the user's own rules fit. A text that is read again is judged again.
CREATE TABLE rule_hits (
  id         INTEGER PRIMARY KEY,
  rule       TEXT   NOT NULL,
  tier       TEXT   NOT NULL CHECK (tier IN ('alert', 'review')),
  place      TEXT   NOT NULL CHECK (place IN ('entry', 'document', 'press')),
  subject    TEXT   NOT NULL,
  entry_id   BIGINT NOT NULL,
  attachment INTEGER NOT NULL,
  quote      TEXT   NOT NULL,
  plain      TEXT   NOT NULL,
  page       INTEGER NOT NULL,
  sheet      INTEGER NOT NULL,
  start_at   INTEGER NOT NULL,
  end_at     INTEGER NOT NULL,
  times      INTEGER NOT NULL,
  found_ms   BIGINT NOT NULL,
  UNIQUE (subject, place, attachment, rule)
);

-- +goose Down
DROP TABLE rule_hits;
DROP INDEX entries_muted;
ALTER TABLE entries DROP COLUMN muted;
