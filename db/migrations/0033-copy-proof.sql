-- How long a certified copy can be proved: its level (ETSI EN 319 142-1), what is still to come, and every version of its file.
CREATE TABLE copy_proof (
  copy_id TEXT PRIMARY KEY REFERENCES certified_copy (id),
  level TEXT NOT NULL CHECK (level IN ('B-B', 'B-T', 'B-LT', 'B-LTA')),
  -- The newest version of the file.
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  -- In a row, since something last came of it.
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- NULL: nothing is tried until an administrator names an authority. With the highest level: when the proof is renewed.
  next_attempt_at TEXT,
  -- What the last attempt was refused with.
  cause TEXT CHECK (cause IS NULL OR json_valid(cause)),
  updated_at TEXT NOT NULL,
  -- Given to the citizen before its time stamp, because the citizen asked for that.
  released_at TEXT,
  released_by TEXT REFERENCES app_user (id),
  release_reason TEXT,
  CHECK ((released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (release_reason IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX copy_proof_due ON copy_proof (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

CREATE TABLE copy_version (
  copy_id TEXT NOT NULL REFERENCES certified_copy (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  level TEXT NOT NULL CHECK (level IN ('B-B', 'B-T', 'B-LT', 'B-LTA')),
  made_at TEXT NOT NULL,
  PRIMARY KEY (copy_id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER copy_version_kept_update BEFORE UPDATE ON copy_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER copy_version_kept_delete BEFORE DELETE ON copy_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Revocation lists and OCSP responses at hand, the newest of each: signed by their issuers, so nothing is believed for lying here.
CREATE TABLE revocation_data (
  -- What is spoken about: the issuer of a list, the one certificate of an OCSP response (SHA-256 of the certificate).
  about TEXT NOT NULL CHECK (length(about) = 64),
  kind TEXT NOT NULL CHECK (kind IN ('crl', 'ocsp')),
  issuer TEXT NOT NULL,
  as_of TEXT NOT NULL,
  next_update TEXT,
  -- The address, or NULL for a file that a person brought.
  source TEXT,
  data BLOB NOT NULL,
  fetched_at TEXT NOT NULL,
  PRIMARY KEY (about, kind)
) STRICT, WITHOUT ROWID;

-- Copies that were certified before anything was known of proofs wait for an authority to be named.
INSERT INTO copy_proof (copy_id, level, sha256, updated_at)
  SELECT id, 'B-B', certified_sha256, certified_at FROM certified_copy WHERE state = 'certified';
INSERT INTO copy_version (copy_id, number, sha256, level, made_at)
  SELECT id, 1, certified_sha256, 'B-B', certified_at FROM certified_copy WHERE state = 'certified';
