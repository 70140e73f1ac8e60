-- Which form of a kind is printed from a day on: one that an administrator gave, whole as it was read, or a shipped one by its id. The row with the
-- latest day not after a dossier's own counts; of one day the last.

CREATE TABLE form_in_force (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  kind TEXT NOT NULL,
  form_id TEXT NOT NULL,
  -- Null: the shipped form of that id.
  content TEXT CHECK (json_valid(content)),
  valid_from TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  taken_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;
CREATE INDEX form_in_force_by_kind ON form_in_force (kind, valid_from DESC, number DESC);
CREATE UNIQUE INDEX form_in_force_by_id ON form_in_force (form_id) WHERE content IS NOT NULL;

-- Papers were printed by it: it is never changed.
CREATE TRIGGER form_in_force_is_immutable BEFORE UPDATE ON form_in_force BEGIN SELECT RAISE (ABORT, 'form_in_force is append-only'); END;
CREATE TRIGGER form_in_force_is_kept BEFORE DELETE ON form_in_force BEGIN SELECT RAISE (ABORT, 'form_in_force is append-only'); END;
