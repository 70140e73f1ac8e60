-- Files that a scanner's own program put into the watched folder. They wait here until somebody puts them into a component or drops them. What
-- could not be taken is noted too, so that nobody waits for it; that file lies in the folder's own place for refused ones.

CREATE TABLE tray_file (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- Of the file as it came; NULL of a refused one.
  sha256 TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('images', 'pdf', 'refused')),
  -- Stored pages [{"sha256", "dpi"}] of pictures, in order; the document itself of a PDF.
  files TEXT NOT NULL CHECK (json_valid(files)),
  page_count INTEGER NOT NULL,
  refusal TEXT,
  arrived_at TEXT NOT NULL,
  outcome TEXT CHECK (outcome IN ('filed', 'dropped')),
  settled_at TEXT,
  settled_by TEXT REFERENCES app_user (id),
  dossier_id TEXT REFERENCES dossier (id),
  component_id TEXT,
  CHECK ((kind = 'refused') = (refusal IS NOT NULL)),
  CHECK ((kind = 'refused') = (json_array_length(files) = 0)),
  CHECK ((outcome IS NULL) = (settled_at IS NULL) AND (outcome IS NULL) = (settled_by IS NULL)),
  CHECK ((outcome IS 'filed') = (dossier_id IS NOT NULL) AND (dossier_id IS NULL) = (component_id IS NULL)),
  CHECK (kind <> 'refused' OR outcome IS NOT 'filed')
) STRICT;

CREATE INDEX tray_file_waiting ON tray_file (arrived_at, id) WHERE outcome IS NULL;
