-- Help with an online filing at the counter: the citizen files with their own account, the office prepares files and words. It is no dossier of
-- the office; it ends with the code that the portal gave, or with the reason why nothing was filed.

CREATE TABLE assisted_filing (
  id TEXT PRIMARY KEY,
  procedure_code TEXT NOT NULL,
  procedure_name TEXT NOT NULL,
  case_id TEXT NOT NULL,
  catalogue_version TEXT NOT NULL,
  -- Whoever files: a Party.
  person TEXT NOT NULL CHECK (json_valid(person)),
  request TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('preparing', 'prepared', 'filed', 'given-up')),
  opened_at TEXT NOT NULL,
  opened_by TEXT NOT NULL REFERENCES app_user (id),
  prepared_at TEXT,
  ended_at TEXT,
  ended_by TEXT REFERENCES app_user (id),
  -- Given by the portal; one filing is helped with once.
  filed_code TEXT UNIQUE,
  submission_id TEXT UNIQUE REFERENCES online_submission (id),
  given_up_for TEXT,
  -- From when on the files are to go, and when they went.
  purge_after TEXT,
  purged_at TEXT,
  CHECK ((state IN ('filed', 'given-up')) = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (ended_by IS NULL)),
  CHECK ((ended_at IS NULL) = (purge_after IS NULL)),
  CHECK ((state = 'filed') = (filed_code IS NOT NULL)),
  CHECK ((state = 'given-up') = (given_up_for IS NOT NULL)),
  CHECK (state <> 'prepared' OR prepared_at IS NOT NULL),
  CHECK (submission_id IS NULL OR state = 'filed'),
  CHECK (purged_at IS NULL OR ended_at IS NOT NULL)
) STRICT;

CREATE INDEX assisted_filing_by_day ON assisted_filing (opened_at);

-- What was brought (pages and PDFs by component), and what was made of it for the portal.
CREATE TABLE assisted_file (
  id TEXT PRIMARY KEY,
  filing_id TEXT NOT NULL REFERENCES assisted_filing (id),
  kind TEXT NOT NULL CHECK (kind IN ('page', 'pdf', 'prepared', 'bundle')),
  -- Null for the bundle.
  component_id TEXT,
  -- As the portal will show it; null for what was brought.
  name TEXT,
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  size INTEGER NOT NULL CHECK (size >= 0),
  pages INTEGER NOT NULL CHECK (pages >= 0),
  dpi INTEGER,
  added_at TEXT NOT NULL,
  -- Put aside, or made anew: it does not count, and goes with the others.
  removed_at TEXT,
  CHECK ((kind IN ('prepared', 'bundle')) = (name IS NOT NULL)),
  CHECK ((kind = 'bundle') = (component_id IS NULL))
) STRICT;

CREATE INDEX assisted_file_of_filing ON assisted_file (filing_id, added_at, id);
CREATE INDEX assisted_file_by_hash ON assisted_file (sha256);
