-- +goose Up
-- Why a delivery is held, and which other's message tells it too.
ALTER TABLE deliveries ADD COLUMN hold TEXT NOT NULL DEFAULT '' CHECK (hold IN ('', 'quiet hours', 'flood brake', 'told in one message with others', 'released by hand'));
ALTER TABLE deliveries ADD COLUMN carrier BIGINT NOT NULL DEFAULT 0;
CREATE INDEX deliveries_carried ON deliveries (carrier) WHERE carrier <> 0;
CREATE INDEX deliveries_waiting ON deliveries (destination, id) WHERE state IN ('pending', 'sending', 'uncertain', 'held');
CREATE INDEX attempts_began ON attempts (began_ms);
CREATE INDEX alerts_at ON alerts (at_ms);

-- Where each destination's digests stand.
CREATE TABLE digests (
  destination TEXT PRIMARY KEY,
  spec        TEXT   NOT NULL,
  next_ms     BIGINT NOT NULL,
  last_ms     BIGINT NOT NULL,
  looks       BIGINT NOT NULL
);

-- How often a source was looked at, ever: quiet looks leave no other trace.
ALTER TABLE sources ADD COLUMN looks BIGINT NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE sources DROP COLUMN looks;
DROP TABLE digests;
DROP INDEX alerts_at;
DROP INDEX attempts_began;
DROP INDEX deliveries_waiting;
DROP INDEX deliveries_carried;
ALTER TABLE deliveries DROP COLUMN carrier;
ALTER TABLE deliveries DROP COLUMN hold;
