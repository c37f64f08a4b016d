-- +goose Up
-- What a release says: jurisdictions, laws, actions, deadlines, in its own words.
-- A release read again is judged again: its rows are replaced.
CREATE TABLE press_findings (
  subject  TEXT    NOT NULL,
  place    INTEGER NOT NULL,
  what     TEXT    NOT NULL CHECK (what IN ('jurisdiction', 'law', 'action', 'deadline')),
  value    TEXT    NOT NULL,
  kind     TEXT    NOT NULL,
  state    TEXT    NOT NULL,
  aimed    INTEGER NOT NULL,
  field    TEXT    NOT NULL CHECK (field IN ('title', 'teaser', 'body')),
  quote    TEXT    NOT NULL,
  start_at INTEGER NOT NULL,
  end_at   INTEGER NOT NULL,
  PRIMARY KEY (subject, place)
);

-- Where a paper of the government says that nothing has been done. One a paper.
CREATE TABLE denials (
  entry_id   BIGINT  NOT NULL REFERENCES entries (id),
  attachment INTEGER NOT NULL,
  tier       TEXT    NOT NULL CHECK (tier IN ('alert', 'review')),
  quote      TEXT    NOT NULL,
  plain      TEXT    NOT NULL,
  page       INTEGER NOT NULL,
  sheet      INTEGER NOT NULL,
  start_at   INTEGER NOT NULL,
  end_at     INTEGER NOT NULL,
  pattern    TEXT    NOT NULL,
  laws       TEXT    NOT NULL,
  link       TEXT    NOT NULL,
  found_ms   BIGINT  NOT NULL,
  PRIMARY KEY (entry_id, attachment)
);
CREATE INDEX denials_found ON denials (found_ms);

-- A filing beside a release, once, as it was told.
CREATE TABLE pairs (
  entry_id BIGINT NOT NULL REFERENCES entries (id),
  release  TEXT   NOT NULL,
  at_ms    BIGINT NOT NULL,
  body     TEXT   NOT NULL,
  PRIMARY KEY (entry_id, release)
);
CREATE INDEX releases_relevant ON releases (date) WHERE relevance = 'relevant';

-- +goose Down
DROP INDEX releases_relevant;
DROP TABLE pairs;
DROP TABLE denials;
DROP TABLE press_findings;
