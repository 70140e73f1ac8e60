-- Signatures that this office put on files of its dossiers: an official's on the digital copy of a component, the agency's on a result. The file before it
-- is the exact beginning of the signed one and stays.
CREATE TABLE file_signature (
  sha256 TEXT PRIMARY KEY REFERENCES blob (sha256),
  unsigned_sha256 TEXT NOT NULL REFERENCES blob (sha256),
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  -- NULL: the result of the dossier.
  component_id TEXT,
  key_id TEXT NOT NULL REFERENCES signing_key (id),
  -- PAdES, or the older format that programs make which sign files whole.
  format TEXT NOT NULL CHECK (format IN ('pades', 'pkcs7')),
  signed_at TEXT NOT NULL,
  signed_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT, WITHOUT ROWID;

CREATE INDEX file_signature_by_unsigned ON file_signature (unsigned_sha256);

CREATE TRIGGER file_signature_kept_update BEFORE UPDATE ON file_signature BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER file_signature_kept_delete BEFORE DELETE ON file_signature BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Results that came with a signature of their own: they wait for none of ours.
CREATE TABLE signed_elsewhere (
  sha256 TEXT PRIMARY KEY REFERENCES blob (sha256),
  seen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
