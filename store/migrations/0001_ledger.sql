-- +goose Up
-- Times are UTC milliseconds. The closed sets of package docket are repeated as CHECK.

CREATE TABLE sources (
  name         TEXT PRIMARY KEY,
  cursor       BLOB,
  watch_digest TEXT   NOT NULL DEFAULT '',
  next_ms      BIGINT NOT NULL,
  lease_owner  TEXT   NOT NULL DEFAULT '',
  lease_ms     BIGINT NOT NULL DEFAULT 0,
  look_ms      BIGINT NOT NULL DEFAULT 0,
  good_ms      BIGINT NOT NULL DEFAULT 0,
  change_ms    BIGINT NOT NULL DEFAULT 0,
  failures     INTEGER NOT NULL DEFAULT 0,
  health       TEXT   NOT NULL DEFAULT 'new' CHECK (health IN ('new', 'ok', 'partial', 'failing', 'blocked')),
  why          TEXT   NOT NULL DEFAULT '',
  since_ms     BIGINT NOT NULL DEFAULT 0,
  coverage     TEXT   NOT NULL DEFAULT '',
  items        INTEGER NOT NULL DEFAULT 0
);

-- A docket whose first look a source has had: what stood there then is no news.
CREATE TABLE baselines (
  source TEXT   NOT NULL,
  docket TEXT   NOT NULL,
  at_ms  BIGINT NOT NULL,
  PRIMARY KEY (docket, source)
);

-- Cases that were suggested, so that each is suggested once.
CREATE TABLE suggestions (
  docket  TEXT   PRIMARY KEY,
  caption TEXT   NOT NULL,
  why     TEXT   NOT NULL,
  at_ms   BIGINT NOT NULL
);

CREATE TABLE turns (
  id       INTEGER PRIMARY KEY,
  source   TEXT   NOT NULL,
  began_ms BIGINT NOT NULL,
  ended_ms BIGINT NOT NULL,
  outcome  TEXT   NOT NULL CHECK (outcome IN ('ok', 'quiet', 'partial', 'failed')),
  error    TEXT   NOT NULL,
  counts   TEXT   NOT NULL
);

CREATE TABLE entries (
  id              INTEGER PRIMARY KEY,
  version         INTEGER NOT NULL,
  docket          TEXT   NOT NULL,
  key             TEXT   NOT NULL,
  case_name       TEXT   NOT NULL,
  number          TEXT   NOT NULL,
  pacer_case_id   TEXT   NOT NULL,
  document_number TEXT   NOT NULL,
  pacer_doc_id    TEXT   NOT NULL,
  seq_no          TEXT   NOT NULL,
  part_id         TEXT   NOT NULL,
  events          TEXT   NOT NULL,
  text            TEXT   NOT NULL,
  entered_ms      BIGINT NOT NULL,
  filed           TEXT   NOT NULL,
  document_url    TEXT   NOT NULL,
  docket_url      TEXT   NOT NULL,
  documents       TEXT   NOT NULL,
  standing        TEXT   NOT NULL CHECK (standing IN ('', 'sealed', 'removed')),
  doc_kind        TEXT   NOT NULL,
  filed_by        TEXT   NOT NULL,
  first_ms        BIGINT NOT NULL,
  first_source    TEXT   NOT NULL,
  told            TEXT   NOT NULL CHECK (told IN ('told', 'baseline', 'housekeeping', 'muted', 'late')),
  ask_ms          BIGINT NOT NULL DEFAULT 0,
  asks            INTEGER NOT NULL DEFAULT 0,
  UNIQUE (docket, key)
);
CREATE INDEX entries_unsettled ON entries (ask_ms) WHERE ask_ms > 0;
CREATE INDEX entries_unnumbered ON entries (docket, entered_ms) WHERE document_number = '';

-- Every name an entry is known under. A name belongs to one entry of its docket.
CREATE TABLE entry_keys (
  docket   TEXT   NOT NULL,
  key      TEXT   NOT NULL,
  entry_id BIGINT NOT NULL REFERENCES entries (id),
  PRIMARY KEY (docket, key)
) WITHOUT ROWID;

-- What each source said of an entry, a row for each time that it said something
-- new. "events" are a clerk's short words, "text" the full docket text.
CREATE TABLE sightings (
  entry_id BIGINT NOT NULL REFERENCES entries (id),
  source   TEXT   NOT NULL,
  digest   TEXT   NOT NULL,
  kind     TEXT   NOT NULL CHECK (kind IN ('events', 'text')),
  standing TEXT   NOT NULL CHECK (standing IN ('', 'sealed', 'removed')),
  text     TEXT   NOT NULL,
  seen_ms  BIGINT NOT NULL,
  PRIMARY KEY (entry_id, source, digest)
) WITHOUT ROWID;

-- Documents on their way to being text.
CREATE TABLE readings (
  id         INTEGER PRIMARY KEY,
  entry_id   BIGINT NOT NULL REFERENCES entries (id),
  attachment INTEGER NOT NULL,
  state      TEXT   NOT NULL CHECK (state IN ('wanted', 'read', 'illegible', 'unreachable')),
  why        TEXT   NOT NULL DEFAULT '',
  url        TEXT   NOT NULL DEFAULT '',
  digest     TEXT   NOT NULL DEFAULT '',
  size       BIGINT NOT NULL DEFAULT 0,
  reader     TEXT   NOT NULL DEFAULT '',
  tries      INTEGER NOT NULL DEFAULT 0,
  next_ms    BIGINT NOT NULL,
  at_ms      BIGINT NOT NULL,
  UNIQUE (entry_id, attachment)
);
CREATE INDEX readings_wanted ON readings (next_ms) WHERE state = 'wanted';

CREATE TABLE pages (
  reading_id BIGINT NOT NULL REFERENCES readings (id),
  number     INTEGER NOT NULL,
  stamp      INTEGER NOT NULL,
  text       TEXT   NOT NULL,
  PRIMARY KEY (reading_id, number)
) WITHOUT ROWID;

-- What documents argue. A document read again is judged again: its rows are replaced.
CREATE TABLE findings (
  id         INTEGER PRIMARY KEY,
  subject    TEXT   NOT NULL,
  entry_id   BIGINT NOT NULL,
  attachment INTEGER NOT NULL,
  argument   TEXT   NOT NULL,
  tier       TEXT   NOT NULL CHECK (tier IN ('alert', 'review')),
  stance     TEXT   NOT NULL CHECK (stance IN ('asserts', 'opposes', 'recites', 'accepts', 'rejects', 'neutral')),
  speaker    TEXT   NOT NULL,
  holder     TEXT   NOT NULL,
  quote      TEXT   NOT NULL,
  plain      TEXT   NOT NULL,
  page       INTEGER NOT NULL,
  sheet      INTEGER NOT NULL,
  start_at   INTEGER NOT NULL,
  end_at     INTEGER NOT NULL,
  form       TEXT   NOT NULL,
  pattern    TEXT   NOT NULL,
  doc_kind   TEXT   NOT NULL,
  filed_by   TEXT   NOT NULL,
  found_ms   BIGINT NOT NULL,
  UNIQUE (subject, attachment, argument, start_at)
);
CREATE INDEX findings_entry ON findings (entry_id);

CREATE TABLE releases (
  id           INTEGER PRIMARY KEY,
  source       TEXT   NOT NULL,
  key          TEXT   NOT NULL,
  version      TEXT   NOT NULL,
  title        TEXT   NOT NULL,
  url          TEXT   NOT NULL,
  date         TEXT   NOT NULL,
  published_ms BIGINT NOT NULL,
  components   TEXT   NOT NULL,
  number       TEXT   NOT NULL,
  teaser       TEXT   NOT NULL,
  body         TEXT   NOT NULL,
  cluster      TEXT   NOT NULL,
  relevance    TEXT   NOT NULL CHECK (relevance IN ('relevant', 'mention', 'none')),
  why          TEXT   NOT NULL,
  seen_ms      BIGINT NOT NULL,
  digest       TEXT   NOT NULL,
  told         TEXT   NOT NULL CHECK (told IN ('told', 'baseline', 'irrelevant')),
  UNIQUE (source, key)
);
CREATE INDEX releases_cluster ON releases (cluster);

-- Earlier wordings of entries and releases.
CREATE TABLE revisions (
  id      INTEGER PRIMARY KEY,
  subject TEXT   NOT NULL,
  was     TEXT   NOT NULL,
  source  TEXT   NOT NULL,
  at_ms   BIGINT NOT NULL
);
CREATE INDEX revisions_subject ON revisions (subject);

CREATE TABLE gaps (
  id        INTEGER PRIMARY KEY,
  source    TEXT   NOT NULL,
  from_ms   BIGINT NOT NULL,
  to_ms     BIGINT NOT NULL,
  why       TEXT   NOT NULL,
  opened_ms BIGINT NOT NULL,
  closed_ms BIGINT NOT NULL DEFAULT 0,
  how       TEXT   NOT NULL DEFAULT '',
  UNIQUE (source, from_ms)
);

-- One thing worth telling, once.
CREATE TABLE alerts (
  id      INTEGER PRIMARY KEY,
  subject TEXT   NOT NULL,
  kind    TEXT   NOT NULL CHECK (kind IN ('filing', 'update', 'rule', 'argument', 'paired', 'amended', 'sealed', 'removed', 'restored', 'late',
    'expected', 'release', 'suggested', 'watching', 'gap', 'health', 'digest', 'test')),
  digest  TEXT   NOT NULL,
  at_ms   BIGINT NOT NULL,
  body    TEXT   NOT NULL,
  UNIQUE (subject, kind, digest)
);

CREATE TABLE deliveries (
  id          INTEGER PRIMARY KEY,
  public_id   TEXT   NOT NULL UNIQUE,
  alert_id    BIGINT NOT NULL REFERENCES alerts (id),
  destination TEXT   NOT NULL,
  thread      TEXT   NOT NULL,
  subject     TEXT   NOT NULL,
  state       TEXT   NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'uncertain', 'held', 'dead', 'dropped')),
  attempts    INTEGER NOT NULL DEFAULT 0,
  looks       INTEGER NOT NULL DEFAULT 0,
  due_ms      BIGINT NOT NULL,
  claim_ms    BIGINT NOT NULL DEFAULT 0,
  error       TEXT   NOT NULL DEFAULT '',
  ref         TEXT   NOT NULL DEFAULT '',
  created_ms  BIGINT NOT NULL,
  updated_ms  BIGINT NOT NULL,
  UNIQUE (alert_id, destination)
);
CREATE INDEX deliveries_open ON deliveries (destination, id) WHERE state IN ('pending', 'sending', 'uncertain');
CREATE INDEX deliveries_thread ON deliveries (destination, thread, id) WHERE thread <> '';
CREATE INDEX deliveries_subject ON deliveries (destination, subject, id);

CREATE TABLE attempts (
  id          INTEGER PRIMARY KEY,
  delivery_id BIGINT NOT NULL REFERENCES deliveries (id),
  began_ms    BIGINT NOT NULL,
  ended_ms    BIGINT NOT NULL DEFAULT 0,
  outcome     TEXT   NOT NULL DEFAULT '' CHECK (outcome IN ('', 'pending', 'sent', 'uncertain', 'held', 'dead', 'dropped')),
  error       TEXT   NOT NULL DEFAULT ''
);
CREATE INDEX attempts_delivery ON attempts (delivery_id);

CREATE TABLE raws (
  id     INTEGER PRIMARY KEY,
  source TEXT   NOT NULL,
  at_ms  BIGINT NOT NULL,
  reason TEXT   NOT NULL CHECK (reason IN ('changed', 'partial', 'failed')),
  digest TEXT   NOT NULL,
  size   BIGINT NOT NULL,
  body   BLOB   NOT NULL
);
CREATE INDEX raws_at ON raws (at_ms);

-- Events that other services pushed, kept before they are acknowledged.
CREATE TABLE inbox (
  id     INTEGER PRIMARY KEY,
  source TEXT   NOT NULL,
  key    TEXT   NOT NULL,
  at_ms  BIGINT NOT NULL,
  body   BLOB   NOT NULL,
  UNIQUE (source, key)
);

-- One row that /healthz writes, to prove that the ledger takes writes.
CREATE TABLE pulse (id INTEGER PRIMARY KEY CHECK (id = 1), at_ms BIGINT NOT NULL);

-- +goose Down
DROP TABLE pulse;
DROP TABLE inbox;
DROP TABLE raws;
DROP TABLE attempts;
DROP TABLE deliveries;
DROP TABLE alerts;
DROP TABLE gaps;
DROP TABLE revisions;
DROP TABLE releases;
DROP TABLE findings;
DROP TABLE pages;
DROP TABLE readings;
DROP TABLE sightings;
DROP TABLE entry_keys;
DROP TABLE entries;
DROP TABLE turns;
DROP TABLE suggestions;
DROP TABLE baselines;
DROP TABLE sources;
