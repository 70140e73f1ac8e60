-- Whom the office trusts is decided by a person, on a day, from a file: every import and every removal is kept.
CREATE TABLE trust_anchor_change (
  id INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL REFERENCES trust_anchor (fingerprint),
  act TEXT NOT NULL CHECK (act IN ('added', 'removed')),
  -- As the administrator's file was called; empty where it is not known, or the text was pasted.
  file_name TEXT NOT NULL CHECK (length(file_name) <= 200),
  reason TEXT NOT NULL CHECK (act = 'added' OR length(reason) > 0),
  changed_at TEXT NOT NULL,
  -- NULL: before it was recorded here; the audit log says who.
  changed_by TEXT REFERENCES app_user (id)
) STRICT;
CREATE INDEX trust_anchor_change_by_anchor ON trust_anchor_change (fingerprint, id);
CREATE TRIGGER trust_anchor_change_is_immutable BEFORE UPDATE ON trust_anchor_change
BEGIN SELECT RAISE (ABORT, 'trust_anchor_change is append-only'); END;
CREATE TRIGGER trust_anchor_change_is_kept BEFORE DELETE ON trust_anchor_change
BEGIN SELECT RAISE (ABORT, 'trust_anchor_change is append-only'); END;

INSERT INTO trust_anchor_change (fingerprint, act, file_name, reason, changed_at, changed_by)
  SELECT fingerprint, 'added', '', '', added_at, NULL FROM trust_anchor ORDER BY added_at, fingerprint;
INSERT INTO trust_anchor_change (fingerprint, act, file_name, reason, changed_at, changed_by)
  SELECT fingerprint, 'removed', '', '-', removed_at, NULL FROM trust_anchor WHERE removed_at IS NOT NULL ORDER BY removed_at, fingerprint;
