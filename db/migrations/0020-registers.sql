-- Papers on rolls of 80 mm and on A3, and books of dossiers, which are exports of another format: drawn by a form on a sheet.

CREATE TABLE drawn_paper_new (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  form_id TEXT NOT NULL,
  paper TEXT NOT NULL CHECK (paper IN ('A3', 'A4', 'A5', '80mm')),
  copies INTEGER NOT NULL CHECK (copies BETWEEN 1 AND 9),
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  drawn_at TEXT NOT NULL,
  drawn_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;
INSERT INTO drawn_paper_new (id, dossier_id, form_id, paper, copies, sha256, drawn_at, drawn_by)
SELECT id, dossier_id, form_id, paper, copies, sha256, drawn_at, drawn_by FROM drawn_paper;
DROP TABLE drawn_paper;
ALTER TABLE drawn_paper_new RENAME TO drawn_paper;
CREATE INDEX drawn_paper_by_dossier ON drawn_paper (dossier_id, drawn_at);

CREATE TABLE list_export_new (
  id TEXT PRIMARY KEY,
  format TEXT NOT NULL CHECK (format IN ('xlsx', 'csv', 'pdf')),
  rows INTEGER NOT NULL CHECK (rows >= 0),
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  -- A book of dossiers: the form that it was drawn by, and its sheet.
  form_id TEXT,
  paper TEXT CHECK (paper IN ('A3', 'A4')),
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL REFERENCES app_user (id),
  keep_until TEXT NOT NULL CHECK (keep_until > made_at),
  purged_at TEXT,
  CHECK ((format = 'pdf') = (form_id IS NOT NULL)),
  CHECK ((form_id IS NULL) = (paper IS NULL))
) STRICT;
INSERT INTO list_export_new (id, format, rows, sha256, made_at, made_by, keep_until, purged_at)
SELECT id, format, rows, sha256, made_at, made_by, keep_until, purged_at FROM list_export;
DROP TABLE list_export;
ALTER TABLE list_export_new RENAME TO list_export;
CREATE INDEX list_export_by_hash ON list_export (sha256);
CREATE INDEX list_export_to_purge ON list_export (keep_until) WHERE purged_at IS NULL;
