-- What people keep of the list of dossiers: its columns, views under a name, and the files that were exported from it.

-- Columns as each person wants them; who never chose has no row. Names that a later release drops are left out when they are read.
CREATE TABLE list_columns (
  user_id TEXT PRIMARY KEY REFERENCES app_user (id),
  columns TEXT NOT NULL CHECK (json_valid(columns) AND json_type(columns) = 'array'),
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_view (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES app_user (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  -- The name without case: one person has each once.
  name_key TEXT NOT NULL,
  -- Whether everybody of the office sees it.
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
  text TEXT NOT NULL CHECK (length(text) <= 200),
  filter TEXT NOT NULL CHECK (json_valid(filter) AND json_type(filter) = 'object'),
  columns TEXT NOT NULL CHECK (json_valid(columns) AND json_type(columns) = 'array'),
  saved_at TEXT NOT NULL,
  UNIQUE (owner_id, name_key)
) STRICT;

-- Lists that left as a file: the row stays, the file goes at its time.
CREATE TABLE list_export (
  id TEXT PRIMARY KEY,
  format TEXT NOT NULL CHECK (format IN ('xlsx', 'csv')),
  rows INTEGER NOT NULL CHECK (rows >= 0),
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL REFERENCES app_user (id),
  keep_until TEXT NOT NULL CHECK (keep_until > made_at),
  purged_at TEXT
) STRICT;

CREATE INDEX list_export_by_hash ON list_export (sha256);
CREATE INDEX list_export_to_purge ON list_export (keep_until) WHERE purged_at IS NULL;
