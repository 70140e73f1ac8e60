-- A dossier from its reception to the handing over: state now, beside the event log that tells how it came to be. Personal words stand here and
-- in personal_value only; events and packets carry commitments or what the province must be told.

CREATE TABLE dossier (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  code_rule TEXT NOT NULL,
  procedure_code TEXT NOT NULL,
  procedure_name TEXT NOT NULL,
  case_id TEXT NOT NULL,
  case_name TEXT NOT NULL,
  catalogue_version TEXT NOT NULL,
  processing_owner TEXT NOT NULL CHECK (processing_owner IN ('here', 'police', 'province')),
  state TEXT NOT NULL CHECK (state IN ('registered', 'received', 'refused', 'processing', 'supplement-asked', 'payment-asked', 'withdrawn', 'stopped', 'result-in', 'returned')),
  channel TEXT NOT NULL CHECK (channel IN ('direct', 'online', 'post')),
  received_at TEXT NOT NULL,
  received_by TEXT NOT NULL REFERENCES app_user (id),
  starts_at TEXT NOT NULL,
  due TEXT NOT NULL,
  due_at TEXT NOT NULL,
  deadline_engine INTEGER NOT NULL,
  explanation TEXT NOT NULL CHECK (json_valid(explanation)),
  -- The rest of what it was accepted under: limit, delivery, request, sets, other papers, fees, authority, notices.
  terms TEXT NOT NULL CHECK (json_valid(terms)),
  updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX dossier_by_state ON dossier (state, due_at);
CREATE INDEX dossier_by_reception ON dossier (received_at DESC);

CREATE TABLE dossier_party (
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'submitter', 'authoriser', 'receiver')),
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  identity_number TEXT,
  party TEXT NOT NULL CHECK (json_valid(party)),
  PRIMARY KEY (dossier_id, role)
) STRICT, WITHOUT ROWID;

CREATE INDEX dossier_party_by_number ON dossier_party (identity_number) WHERE identity_number IS NOT NULL;

CREATE TABLE dossier_component (
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  component_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('paper', 'database')),
  original INTEGER NOT NULL CHECK (original >= 0),
  certified INTEGER NOT NULL CHECK (certified >= 0),
  photocopy INTEGER NOT NULL CHECK (photocopy >= 0),
  only_shown INTEGER NOT NULL CHECK (only_shown IN (0, 1)),
  paper_reason TEXT,
  PRIMARY KEY (dossier_id, component_id)
) STRICT, WITHOUT ROWID;

-- A page as the scanner or a file gave it: written once, only ever set aside.
CREATE TABLE scanned_page (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL,
  component_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  dpi INTEGER CHECK (dpi IS NULL OR dpi > 0),
  source TEXT NOT NULL,
  added_at TEXT NOT NULL,
  added_by TEXT NOT NULL REFERENCES app_user (id),
  set_aside_at TEXT,
  FOREIGN KEY (dossier_id, component_id) REFERENCES dossier_component (dossier_id, component_id)
) STRICT;

CREATE INDEX scanned_page_by_component ON scanned_page (dossier_id, component_id, position);

-- The digital copy (bản số hóa) of a component; a later one supersedes, never replaces.
CREATE TABLE digital_copy (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL,
  component_id TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  pages INTEGER NOT NULL CHECK (pages >= 1),
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL REFERENCES app_user (id),
  superseded_at TEXT,
  FOREIGN KEY (dossier_id, component_id) REFERENCES dossier_component (dossier_id, component_id)
) STRICT;

CREATE UNIQUE INDEX digital_copy_current ON digital_copy (dossier_id, component_id) WHERE superseded_at IS NULL;

-- A paper drawn for a dossier, under the form of its day.
CREATE TABLE drawn_paper (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  form_id TEXT NOT NULL,
  paper TEXT NOT NULL CHECK (paper IN ('A4', 'A5')),
  copies INTEGER NOT NULL CHECK (copies BETWEEN 1 AND 9),
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  drawn_at TEXT NOT NULL,
  drawn_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;

CREATE INDEX drawn_paper_by_dossier ON drawn_paper (dossier_id, drawn_at);

CREATE TABLE print_log (
  id TEXT PRIMARY KEY,
  paper_id TEXT NOT NULL REFERENCES drawn_paper (id),
  printer TEXT NOT NULL,
  printed_at TEXT NOT NULL,
  printed_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;

CREATE INDEX print_log_by_paper ON print_log (paper_id, printed_at);

-- A reception that is being typed; it belongs to one person and is no dossier yet.
CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES app_user (id),
  kind TEXT NOT NULL CHECK (kind IN ('reception')),
  value TEXT NOT NULL CHECK (json_valid(value)),
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX draft_by_user ON draft (user_id, kind, saved_at);

-- An electronic certified copy on its way: compared, numbered when the officer's signing starts, signed twice, checked, certified.
CREATE TABLE certified_copy (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL,
  component_id TEXT NOT NULL,
  title TEXT NOT NULL,
  requester TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('compared', 'numbered', 'officer-prepared', 'officer-signed', 'agency-prepared', 'certified', 'withdrawn')),
  scan_sha256 TEXT NOT NULL REFERENCES blob (sha256),
  pages INTEGER NOT NULL CHECK (pages >= 1),
  compared_by TEXT NOT NULL REFERENCES app_user (id),
  compared_at TEXT NOT NULL,
  series_id TEXT REFERENCES number_series (id),
  book TEXT,
  number INTEGER CHECK (number IS NULL OR number >= 1),
  certified_on TEXT,
  officer_id TEXT REFERENCES app_user (id),
  agency_id TEXT REFERENCES app_user (id),
  prepared_sha256 TEXT REFERENCES blob (sha256),
  manifest TEXT CHECK (manifest IS NULL OR json_valid(manifest)),
  officer_signed_sha256 TEXT REFERENCES blob (sha256),
  certified_sha256 TEXT REFERENCES blob (sha256),
  verdict TEXT CHECK (verdict IS NULL OR json_valid(verdict)),
  certified_at TEXT,
  updated_at TEXT NOT NULL,
  UNIQUE (series_id, book, number),
  CHECK ((number IS NULL) = (book IS NULL) AND (number IS NULL) = (series_id IS NULL)),
  CHECK (state <> 'certified' OR (certified_sha256 IS NOT NULL AND verdict IS NOT NULL AND number IS NOT NULL)),
  FOREIGN KEY (dossier_id, component_id) REFERENCES dossier_component (dossier_id, component_id)
) STRICT;

CREATE INDEX certified_copy_by_state ON certified_copy (state, compared_at);
CREATE INDEX certified_copy_by_dossier ON certified_copy (dossier_id);

-- The keys that sign here: where each is kept, never what it is.
CREATE TABLE signing_key (
  id TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('officer', 'agency')),
  label TEXT NOT NULL,
  device_id TEXT NOT NULL REFERENCES device (id),
  source TEXT NOT NULL CHECK (json_valid(source)),
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
  subject TEXT NOT NULL,
  issuer TEXT NOT NULL,
  not_after TEXT NOT NULL,
  certificate BLOB NOT NULL,
  chain TEXT NOT NULL CHECK (json_valid(chain)),
  added_at TEXT NOT NULL,
  retired_at TEXT
) STRICT;

CREATE TABLE trust_anchor (
  fingerprint TEXT PRIMARY KEY CHECK (length(fingerprint) = 64),
  subject TEXT NOT NULL,
  certificate BLOB NOT NULL,
  added_at TEXT NOT NULL,
  removed_at TEXT
) STRICT, WITHOUT ROWID;

-- The result of a dossier, and to whom it was handed.
CREATE TABLE dossier_result (
  dossier_id TEXT PRIMARY KEY REFERENCES dossier (id),
  description TEXT NOT NULL,
  sha256 TEXT REFERENCES blob (sha256),
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE hand_over (
  dossier_id TEXT PRIMARY KEY REFERENCES dossier (id),
  basis TEXT NOT NULL CHECK (basis IN ('owner', 'submitter', 'receiver', 'authorised')),
  receiver TEXT NOT NULL CHECK (json_valid(receiver)),
  paper TEXT,
  handed_at TEXT NOT NULL,
  handed_by TEXT NOT NULL REFERENCES app_user (id),
  CHECK (basis <> 'authorised' OR paper IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX packet_by_event ON packet (event_seq);
