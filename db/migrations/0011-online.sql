-- What citizens file online (Điều 17 khoản 2 Nghị định 118/2025/NĐ-CP). It waits here in the states before the reception; with its acceptance it
-- becomes a dossier with a code of ours. Every revision keeps the exact text that the province signed.

CREATE TABLE online_submission (
  id TEXT PRIMARY KEY,
  -- Given by the portal.
  code TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  state TEXT NOT NULL CHECK (state IN ('registered', 'completion-asked', 'received', 'refused')),
  -- When the portal had the current revision, until when it must be answered, when it came here.
  filed_at TEXT NOT NULL,
  due_at TEXT,
  arrived_at TEXT NOT NULL,
  completion_asked_at TEXT,
  completion_asked_by TEXT REFERENCES app_user (id),
  -- [{"name", "reason"}] and the instruction, as the citizen was told.
  completion TEXT CHECK (json_valid(completion)),
  decided_at TEXT,
  decided_by TEXT REFERENCES app_user (id),
  refusal_reason TEXT,
  dossier_id TEXT UNIQUE REFERENCES dossier (id),
  CHECK ((completion_asked_at IS NULL) = (completion IS NULL) AND (completion IS NULL) = (completion_asked_by IS NULL)),
  CHECK (state <> 'completion-asked' OR completion IS NOT NULL),
  CHECK ((state IN ('received', 'refused')) = (decided_at IS NOT NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
  CHECK ((state = 'received') = (dossier_id IS NOT NULL)),
  CHECK ((state = 'refused') = (refusal_reason IS NOT NULL))
) STRICT;

CREATE INDEX online_submission_waiting ON online_submission (due_at, id) WHERE state IN ('registered', 'completion-asked');

CREATE TABLE online_revision (
  submission_id TEXT NOT NULL REFERENCES online_submission (id),
  revision INTEGER NOT NULL,
  text TEXT NOT NULL CHECK (json_valid(text)),
  sha256 TEXT NOT NULL,
  signature TEXT NOT NULL,
  -- In the order of the text: [{"sha256", "kind", "pages", "pageCount"}], pages being the pictures made of an image file.
  files TEXT NOT NULL CHECK (json_valid(files)),
  arrived_at TEXT NOT NULL,
  PRIMARY KEY (submission_id, revision)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER online_revision_append_only_update BEFORE UPDATE ON online_revision
BEGIN SELECT RAISE(ABORT, 'online_revision is append-only'); END;
CREATE TRIGGER online_revision_append_only_delete BEFORE DELETE ON online_revision
BEGIN SELECT RAISE(ABORT, 'online_revision is append-only'); END;

-- What the province offered and nobody could read: the province was told, and people see it here.
CREATE TABLE online_unread (
  submission_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  arrived_at TEXT NOT NULL,
  PRIMARY KEY (submission_id, revision)
) STRICT, WITHOUT ROWID;

-- Codes by which others know a dossier of ours: given by the portal at the filing, or by a central service later (số tạm, linked later).
CREATE TABLE other_code (
  code TEXT NOT NULL,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  kind TEXT NOT NULL CHECK (kind IN ('portal', 'central')),
  linked_at TEXT NOT NULL,
  linked_by TEXT NOT NULL REFERENCES app_user (id),
  -- Another office may give one code twice: both dossiers are found by it.
  PRIMARY KEY (code, dossier_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX other_code_of_dossier ON other_code (dossier_id);
