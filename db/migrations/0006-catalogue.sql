-- The office's own publications of procedures, laid over the catalogue that comes with the program, and components whose data is still to be
-- looked up.

CREATE TABLE catalogue_publication (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  valid_from TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  -- The file as it was given.
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  file_name TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  taken_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;

-- Receipts name the publications they were taken under: none is ever changed.
CREATE TRIGGER catalogue_publication_is_immutable BEFORE UPDATE ON catalogue_publication BEGIN SELECT RAISE (ABORT, 'catalogue_publication is append-only'); END;
CREATE TRIGGER catalogue_publication_is_kept BEFORE DELETE ON catalogue_publication BEGIN SELECT RAISE (ABORT, 'catalogue_publication is append-only'); END;

ALTER TABLE dossier_component ADD COLUMN lookup_pending INTEGER NOT NULL DEFAULT 0 CHECK (lookup_pending IN (0, 1));
