-- +goose Up

-- What people asked of the daemon, and what came of it. Rows are never changed
-- but for their end.
CREATE TABLE actions (
  id       TEXT   PRIMARY KEY,
  at_ms    BIGINT NOT NULL,
  who      TEXT   NOT NULL,
  what     TEXT   NOT NULL,
  words    TEXT   NOT NULL,
  ended_ms BIGINT NOT NULL DEFAULT 0,
  outcome  TEXT   NOT NULL DEFAULT ''
);
CREATE INDEX actions_at ON actions (at_ms);

-- Cases that somebody muted for a while.
CREATE TABLE mutes (
  case_name TEXT   PRIMARY KEY,
  until_ms  BIGINT NOT NULL, -- 0: until it is lifted
  by_whom   TEXT   NOT NULL,
  at_ms     BIGINT NOT NULL
);

-- Alerts that somebody has seen to; the first to say so stays named.
CREATE TABLE acks (
  alert_id BIGINT NOT NULL PRIMARY KEY REFERENCES alerts (id),
  by_whom  TEXT   NOT NULL,
  at_ms    BIGINT NOT NULL
);

-- +goose Down
DROP TABLE acks;
DROP TABLE mutes;
DROP TABLE actions;
