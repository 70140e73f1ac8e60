-- Files of dossiers that were taken over from another system or from paper books, and where the counting of a series of numbers was made to begin.

CREATE TABLE dossier_import (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('open', 'new')),
  -- The other system, or who brought the list.
  source TEXT NOT NULL,
  -- The file as it was given.
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  file_name TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  taken_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;

CREATE TABLE imported_dossier (
  dossier_id TEXT PRIMARY KEY REFERENCES dossier (id),
  import_number INTEGER NOT NULL REFERENCES dossier_import (number),
  row INTEGER NOT NULL CHECK (row >= 1),
  -- Of what the row said: the same row of another file is not taken again.
  row_sha256 TEXT NOT NULL CHECK (length(row_sha256) = 64)
) STRICT, WITHOUT ROWID;
CREATE INDEX imported_dossier_by_row ON imported_dossier (row_sha256);

CREATE TABLE number_start (
  series_id TEXT PRIMARY KEY REFERENCES number_series (id),
  period TEXT NOT NULL,
  next_before INTEGER NOT NULL CHECK (next_before >= 1),
  next_number INTEGER NOT NULL CHECK (next_number >= 1),
  opened_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  set_at TEXT NOT NULL,
  set_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT, WITHOUT ROWID;

-- Both are records of a decision: none is ever changed.
CREATE TRIGGER dossier_import_is_immutable BEFORE UPDATE ON dossier_import BEGIN SELECT RAISE (ABORT, 'dossier_import is append-only'); END;
CREATE TRIGGER dossier_import_is_kept BEFORE DELETE ON dossier_import BEGIN SELECT RAISE (ABORT, 'dossier_import is append-only'); END;
CREATE TRIGGER number_start_is_immutable BEFORE UPDATE ON number_start BEGIN SELECT RAISE (ABORT, 'number_start is append-only'); END;
CREATE TRIGGER number_start_is_kept BEFORE DELETE ON number_start BEGIN SELECT RAISE (ABORT, 'number_start is append-only'); END;
