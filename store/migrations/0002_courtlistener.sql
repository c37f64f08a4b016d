-- +goose Up
-- What was asked of a service that counts requests, one row each. A day's worth
-- is kept: the longest window any such service counts in.
CREATE TABLE spent (
  account TEXT   NOT NULL,
  at_ms   BIGINT NOT NULL
);
CREATE INDEX spent_account ON spent (account, at_ms);

-- Until when such a service has told everybody of an account to be silent.
CREATE TABLE barriers (
  account  TEXT PRIMARY KEY,
  until_ms BIGINT NOT NULL
);

-- When CourtListener was last asked which of its dockets a docket of ours is,
-- and when to ask again.
CREATE TABLE listings (
  docket    TEXT PRIMARY KEY,
  looked_ms BIGINT NOT NULL,
  again_ms  BIGINT NOT NULL
);

-- CourtListener's copies of a docket; it may hold more than one.
CREATE TABLE copies (
  docket        TEXT    NOT NULL REFERENCES listings (docket),
  place         INTEGER NOT NULL,
  id            BIGINT  NOT NULL,
  number        TEXT    NOT NULL,
  pacer_case_id TEXT    NOT NULL,
  case_name     TEXT    NOT NULL,
  url           TEXT    NOT NULL,
  PRIMARY KEY (docket, place)
);
CREATE INDEX copies_id ON copies (id);

-- +goose Down
DROP TABLE copies;
DROP TABLE listings;
DROP TABLE barriers;
DROP TABLE spent;
