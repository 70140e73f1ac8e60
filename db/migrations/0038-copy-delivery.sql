-- What of an electronic certified copy was given to the citizen: which version of its file, on what way, by whom. Giving it again is one more row, never a new number.
CREATE TABLE copy_delivery (
  id TEXT PRIMARY KEY,
  copy_id TEXT NOT NULL REFERENCES certified_copy (id),
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  -- `folder`: written onto a stick or into a folder and read back; `mail`: a draft for the office's mail program; `store`: asked of the province.
  way TEXT NOT NULL CHECK (way IN ('folder', 'mail', 'store')),
  -- The folder, the address or the name of the store's holder.
  place TEXT NOT NULL,
  packet_epoch INTEGER NOT NULL,
  packet_seq INTEGER NOT NULL,
  given_at TEXT NOT NULL,
  given_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;
CREATE INDEX copy_delivery_by_copy ON copy_delivery (copy_id, given_at);
CREATE TRIGGER copy_delivery_kept_update BEFORE UPDATE ON copy_delivery BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER copy_delivery_kept_delete BEFORE DELETE ON copy_delivery BEGIN SELECT RAISE(ABORT, 'append-only'); END;
