-- +goose Up

-- Entries that were found long after they were made, and are told in one list.
ALTER TABLE entries ADD COLUMN listed TEXT NOT NULL DEFAULT '' CHECK (listed IN ('', 'waiting', 'listed'));
CREATE INDEX entries_waiting ON entries (docket) WHERE listed = 'waiting';
CREATE INDEX entries_docket ON entries (docket) WHERE document_number <> '';

-- Numbers of a docket that no source has shown.
CREATE TABLE missing (
  docket    TEXT    NOT NULL,
  number    INTEGER NOT NULL,
  opened_ms BIGINT  NOT NULL,
  asked_ms  BIGINT  NOT NULL,
  next_ms   BIGINT  NOT NULL,
  asks      INTEGER NOT NULL,
  told_ms   BIGINT  NOT NULL,
  closed_ms BIGINT  NOT NULL,
  how       TEXT    NOT NULL,
  PRIMARY KEY (docket, number)
) WITHOUT ROWID;

-- How the dockets of a gap are read from another source.
CREATE TABLE fills (
  gap       BIGINT  NOT NULL REFERENCES gaps (id),
  docket    TEXT    NOT NULL,
  asks      INTEGER NOT NULL,
  asked_ms  BIGINT  NOT NULL,
  next_ms   BIGINT  NOT NULL,
  found     INTEGER NOT NULL,
  closed_ms BIGINT  NOT NULL,
  how       TEXT    NOT NULL,
  PRIMARY KEY (gap, docket)
) WITHOUT ROWID;

-- How each source stands, and whether somebody was told.
CREATE TABLE stands (
  source   TEXT   PRIMARY KEY,
  state    TEXT   NOT NULL CHECK (state IN ('new', 'ok', 'late', 'gap', 'partial', 'blocked', 'broken')),
  since_ms BIGINT NOT NULL,
  why      TEXT   NOT NULL,
  told_ms  BIGINT NOT NULL
);

-- When each source held something new: the rhythm that its silence is judged by.
CREATE INDEX turns_rhythm ON turns (source, ended_ms) WHERE outcome = 'ok';

-- What docket entries say will be filed or held, and by when.
CREATE TABLE expected (
  docket    TEXT   NOT NULL,
  entry_id  BIGINT NOT NULL,
  number    TEXT   NOT NULL,
  what      TEXT   NOT NULL,
  day       TEXT   NOT NULL,
  due_ms    BIGINT NOT NULL,
  opened_ms BIGINT NOT NULL,
  closed_ms BIGINT NOT NULL,
  how       TEXT   NOT NULL,
  PRIMARY KEY (docket, entry_id, what, day)
) WITHOUT ROWID;

-- +goose Down
DROP TABLE expected;
DROP INDEX turns_rhythm;
DROP TABLE stands;
DROP TABLE fills;
DROP TABLE missing;
DROP INDEX entries_docket;
DROP INDEX entries_waiting;
ALTER TABLE entries DROP COLUMN listed;
