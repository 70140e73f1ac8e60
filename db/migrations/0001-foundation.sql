-- The spine: who and where this installation is, what happened (event), who did it (audit), what leaves (packet).
-- Instants are UTC text with milliseconds, days are YYYY-MM-DD, ids are UUIDv7 text. Payloads hold no personal data: only
-- salted commitments to rows of personal_value, so that a lawful erasure leaves every chain verifiable.

CREATE TABLE place (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('province', 'commune')),
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  parent_id TEXT REFERENCES place (id),
  valid_from TEXT,
  valid_to TEXT,
  verified INTEGER NOT NULL CHECK (verified IN (0, 1)),
  source TEXT NOT NULL
) STRICT;
CREATE INDEX place_by_parent ON place (parent_id, name);

-- Which places of an earlier vintage a place took over (merger, split, rename).
CREATE TABLE place_succession (
  predecessor_id TEXT NOT NULL,
  successor_id TEXT NOT NULL REFERENCES place (id),
  predecessor_name TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  PRIMARY KEY (predecessor_id, successor_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE office (
  id TEXT PRIMARY KEY,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE office_version (
  office_id TEXT NOT NULL REFERENCES office (id),
  valid_from TEXT NOT NULL,
  valid_to TEXT CHECK (valid_to IS NULL OR valid_to >= valid_from),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  superior_name TEXT NOT NULL,
  agency_code TEXT NOT NULL,
  place_id TEXT NOT NULL REFERENCES place (id),
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  PRIMARY KEY (office_id, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE installation (
  id TEXT PRIMARY KEY,
  singleton INTEGER NOT NULL UNIQUE DEFAULT 1 CHECK (singleton = 1),
  mode TEXT NOT NULL CHECK (mode IN ('official', 'practice')),
  name TEXT NOT NULL,
  office_id TEXT NOT NULL REFERENCES office (id),
  epoch INTEGER NOT NULL CHECK (epoch >= 1),
  created_at TEXT NOT NULL
) STRICT;

-- An epoch begins when the installation is created and whenever a backup is restored: packets of two epochs never mix.
CREATE TABLE installation_epoch (
  epoch INTEGER PRIMARY KEY CHECK (epoch >= 1),
  reason TEXT NOT NULL CHECK (reason IN ('created', 'restored')),
  started_at TEXT NOT NULL,
  key_id TEXT NOT NULL REFERENCES packet_key (id)
) STRICT;

-- Ed25519 keys (RFC 8032) that sign this installation's packets; the file around them is encrypted.
CREATE TABLE packet_key (
  id TEXT PRIMARY KEY,
  public_key BLOB NOT NULL,
  private_key BLOB,
  created_at TEXT NOT NULL,
  retired_at TEXT
) STRICT;

CREATE TABLE device (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('host', 'station')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  registered_at TEXT NOT NULL,
  revoked_at TEXT
) STRICT;

CREATE TABLE app_user (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  job_title TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  must_change_password INTEGER NOT NULL CHECK (must_change_password IN (0, 1)),
  unlock_code_hash TEXT,
  failed_logins INTEGER NOT NULL DEFAULT 0 CHECK (failed_logins >= 0),
  locked_until TEXT,
  valid_from TEXT NOT NULL,
  valid_to TEXT CHECK (valid_to IS NULL OR valid_to >= valid_from),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE user_role (
  user_id TEXT NOT NULL REFERENCES app_user (id),
  role TEXT NOT NULL CHECK (role IN ('clerk', 'certifying-officer', 'seal-keeper', 'processing-officer', 'approving-leader', 'head', 'administrator')),
  valid_from TEXT NOT NULL,
  valid_to TEXT CHECK (valid_to IS NULL OR valid_to >= valid_from),
  granted_by TEXT REFERENCES app_user (id),
  PRIMARY KEY (user_id, role, valid_from)
) STRICT, WITHOUT ROWID;

-- A series of numbers: the daily dossier codes of this installation, or a certification book that it owns.
CREATE TABLE number_series (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('dossier-code', 'certification-book')),
  symbol TEXT NOT NULL,
  period_kind TEXT NOT NULL CHECK (period_kind IN ('day', 'year')),
  first_number INTEGER NOT NULL CHECK (first_number >= 1),
  last_number INTEGER CHECK (last_number IS NULL OR last_number >= first_number),
  valid_from TEXT NOT NULL,
  valid_to TEXT CHECK (valid_to IS NULL OR valid_to >= valid_from),
  UNIQUE (kind, symbol, valid_from)
) STRICT;

-- The next number of a series in a period ('2026-11-24' or '2026'); no row yet means first_number.
CREATE TABLE number_counter (
  series_id TEXT NOT NULL REFERENCES number_series (id),
  period TEXT NOT NULL,
  next_number INTEGER NOT NULL CHECK (next_number >= 1),
  PRIMARY KEY (series_id, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  type TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  occurred_at TEXT NOT NULL,
  actor_id TEXT REFERENCES app_user (id),
  device_id TEXT NOT NULL REFERENCES device (id),
  request_id TEXT NOT NULL,
  UNIQUE (subject_kind, subject_id, version)
) STRICT;
CREATE TRIGGER event_is_append_only_update BEFORE UPDATE ON event BEGIN SELECT RAISE (ABORT, 'event is append-only'); END;
CREATE TRIGGER event_is_append_only_delete BEFORE DELETE ON event BEGIN SELECT RAISE (ABORT, 'event is append-only'); END;

-- What a commitment in a payload stands for: SHA-256(salt, field, value). An erasure empties value and salt, the commitment stays.
CREATE TABLE personal_value (
  commitment TEXT PRIMARY KEY CHECK (length(commitment) = 64),
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT,
  salt BLOB CHECK (salt IS NULL OR length(salt) = 16),
  recorded_at TEXT NOT NULL,
  erased_at TEXT,
  CHECK ((erased_at IS NULL) = (value IS NOT NULL) AND (value IS NULL) = (salt IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX personal_value_by_subject ON personal_value (subject_kind, subject_id);

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused')),
  actor_id TEXT REFERENCES app_user (id),
  device_id TEXT REFERENCES device (id),
  request_id TEXT NOT NULL,
  correlation_id TEXT NOT NULL,
  detail TEXT NOT NULL CHECK (json_valid(detail)),
  previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;
CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit BEGIN SELECT RAISE (ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit BEGIN SELECT RAISE (ABORT, 'audit is append-only'); END;

-- The outbox: exact bytes, gap-free per epoch, each naming the hash of the one before. Only the bytes of a receipted packet may ever go.
CREATE TABLE packet (
  epoch INTEGER NOT NULL REFERENCES installation_epoch (epoch),
  seq INTEGER NOT NULL CHECK (seq >= 1),
  schema_version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  event_seq INTEGER NOT NULL REFERENCES event (seq),
  bytes BLOB,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  previous_sha256 TEXT NOT NULL CHECK (length(previous_sha256) = 64),
  key_id TEXT NOT NULL REFERENCES packet_key (id),
  signature BLOB NOT NULL CHECK (length(signature) = 64),
  created_at TEXT NOT NULL,
  PRIMARY KEY (epoch, seq)
) STRICT;
CREATE TRIGGER packet_is_immutable BEFORE UPDATE ON packet
WHEN NOT (NEW.bytes IS NULL AND NEW.epoch = OLD.epoch AND NEW.seq = OLD.seq AND NEW.sha256 = OLD.sha256 AND NEW.previous_sha256 = OLD.previous_sha256
  AND NEW.key_id = OLD.key_id AND NEW.signature = OLD.signature AND NEW.event_seq = OLD.event_seq AND NEW.kind = OLD.kind
  AND EXISTS (SELECT 1 FROM packet_delivery d WHERE d.epoch = OLD.epoch AND d.seq = OLD.seq AND d.state = 'receipted'))
BEGIN SELECT RAISE (ABORT, 'packet is immutable'); END;
CREATE TRIGGER packet_is_never_deleted BEFORE DELETE ON packet BEGIN SELECT RAISE (ABORT, 'packet is never deleted'); END;

CREATE TABLE packet_delivery (
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'receipted', 'refused')),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt_at TEXT,
  last_error TEXT CHECK (last_error IS NULL OR json_valid(last_error)),
  receipt BLOB,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (epoch, seq),
  FOREIGN KEY (epoch, seq) REFERENCES packet (epoch, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX packet_delivery_unsent ON packet_delivery (state, next_attempt_at) WHERE state <> 'receipted';

CREATE TABLE job (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'needs-person')),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  run_at TEXT NOT NULL,
  last_error TEXT CHECK (last_error IS NULL OR json_valid(last_error)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX job_due ON job (state, run_at) WHERE state IN ('waiting', 'running');

CREATE TABLE request_answer (
  request_id TEXT PRIMARY KEY,
  command TEXT NOT NULL,
  actor_id TEXT,
  input_sha256 TEXT NOT NULL CHECK (length(input_sha256) = 64),
  answer TEXT NOT NULL CHECK (json_valid(answer)),
  answered_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX request_answer_by_age ON request_answer (answered_at);

CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  size INTEGER NOT NULL CHECK (size >= 0),
  media_type TEXT NOT NULL,
  segment INTEGER NOT NULL CHECK (segment >= 1),
  key_id INTEGER NOT NULL CHECK (key_id >= 1),
  stored_at TEXT NOT NULL,
  purged_at TEXT
) STRICT;
