-- Dossiers whose competent authority is another office: received here, and by that office later, which starts the clock (Điều 14 khoản 4, Điều 17
-- khoản 3 Nghị định 118/2025/NĐ-CP). And what others do with dossiers, as the province tells it: such a step has an agency in the place of a
-- person. Tables with closed lists are built anew with the longer lists.

CREATE TABLE dossier_new (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  code_rule TEXT NOT NULL,
  procedure_code TEXT NOT NULL,
  procedure_name TEXT NOT NULL,
  case_id TEXT NOT NULL,
  case_name TEXT NOT NULL,
  catalogue_version TEXT NOT NULL,
  processing_owner TEXT NOT NULL CHECK (processing_owner IN ('here', 'police', 'province', 'other-office')),
  state TEXT NOT NULL CHECK (state IN ('registered', 'forwarded', 'received', 'refused', 'processing', 'supplement-asked', 'payment-asked', 'withdrawn', 'stopped', 'result-in', 'returned', 'voided')),
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
INSERT INTO dossier_new (id, code, code_rule, procedure_code, procedure_name, case_id, case_name, catalogue_version, processing_owner, state, channel,
  received_at, received_by, starts_at, due, due_at, deadline_engine, explanation, terms, updated_at)
SELECT id, code, code_rule, procedure_code, procedure_name, case_id, case_name, catalogue_version, processing_owner, state, channel,
  received_at, received_by, starts_at, due, due_at, deadline_engine, explanation, terms, updated_at FROM dossier;
DROP TABLE dossier;
ALTER TABLE dossier_new RENAME TO dossier;
CREATE INDEX dossier_by_state ON dossier (state, due_at);
CREATE INDEX dossier_by_reception ON dossier (received_at DESC);

CREATE TABLE dossier_step_new (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  kind TEXT NOT NULL CHECK (kind IN ('supplement', 'payment', 'stop', 'withdrawal', 'refusal', 'reappointment', 'extension', 'result-sent-back', 'slip-lost', 'void', 'arrival')),
  -- What was said: items, reason, notice, amount, article; the schema of the kind.
  details TEXT NOT NULL CHECK (json_valid(details)),
  begun_at TEXT NOT NULL,
  begun_by TEXT REFERENCES app_user (id),
  -- Who took the step where nobody here did: the province told it.
  agency TEXT,
  due_before TEXT NOT NULL,
  ended_at TEXT,
  -- Null also where the province told the end.
  ended_by TEXT REFERENCES app_user (id),
  -- What was brought or proved.
  brought TEXT,
  due_after TEXT,
  CHECK ((begun_by IS NULL) = (agency IS NOT NULL)),
  CHECK (ended_at IS NOT NULL OR ended_by IS NULL),
  CHECK (ended_at IS NULL OR kind IN ('supplement', 'payment', 'stop')),
  CHECK (due_after IS NULL OR kind IN ('reappointment', 'extension', 'arrival') OR ended_at IS NOT NULL)
) STRICT;
INSERT INTO dossier_step_new (id, dossier_id, kind, details, begun_at, begun_by, due_before, ended_at, ended_by, brought, due_after)
SELECT id, dossier_id, kind, details, begun_at, begun_by, due_before, ended_at, ended_by, brought, due_after FROM dossier_step;
DROP TABLE dossier_step;
ALTER TABLE dossier_step_new RENAME TO dossier_step;
CREATE INDEX dossier_step_by_dossier ON dossier_step (dossier_id, begun_at);
-- A dossier waits for one thing at a time.
CREATE UNIQUE INDEX dossier_step_pending ON dossier_step (dossier_id) WHERE ended_at IS NULL AND kind IN ('supplement', 'payment', 'stop');
CREATE UNIQUE INDEX dossier_step_reappointed_once ON dossier_step (dossier_id) WHERE kind = 'reappointment';
CREATE UNIQUE INDEX dossier_step_voided_once ON dossier_step (dossier_id) WHERE kind = 'void';
CREATE UNIQUE INDEX dossier_step_arrived_once ON dossier_step (dossier_id) WHERE kind = 'arrival';

CREATE TABLE dossier_result_new (
  id INTEGER PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  description TEXT NOT NULL,
  sha256 TEXT REFERENCES blob (sha256),
  recorded_at TEXT NOT NULL,
  recorded_by TEXT REFERENCES app_user (id),
  -- Whose result it is where the province told of it.
  agency TEXT,
  sent_back_at TEXT,
  CHECK ((recorded_by IS NULL) = (agency IS NOT NULL))
) STRICT;
INSERT INTO dossier_result_new (id, dossier_id, description, sha256, recorded_at, recorded_by, sent_back_at)
SELECT id, dossier_id, description, sha256, recorded_at, recorded_by, sent_back_at FROM dossier_result;
DROP TABLE dossier_result;
ALTER TABLE dossier_result_new RENAME TO dossier_result;
CREATE UNIQUE INDEX dossier_result_current ON dossier_result (dossier_id) WHERE sent_back_at IS NULL;

CREATE TABLE competent_office (
  dossier_id TEXT PRIMARY KEY REFERENCES dossier (id),
  -- As the slip names it; of a commune of the shipped table also its id there.
  office TEXT NOT NULL,
  place_id TEXT,
  reach TEXT NOT NULL CHECK (reach IN ('province', 'nationwide')),
  -- From when the limit counts: from that office's reception, or from the one here.
  clock TEXT NOT NULL CHECK (clock IN ('arrival', 'reception')),
  -- The published list or decision that the catalogue names; null where the law itself is the ground.
  basis TEXT,
  -- When the dossier should be there (Điều 18 khoản 2), and when it was received there.
  expected_at TEXT NOT NULL,
  received_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX competent_office_awaited ON competent_office (expected_at) WHERE received_at IS NULL;

-- What the province told of dossiers that others work on, as the exact text that it signed, with what became of it here. A note that the
-- province's list went back stands here too, without a signature.
CREATE TABLE progress_entry (
  -- Of the text and its signature.
  sha256 TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  signature TEXT NOT NULL,
  -- Its place in the province's list.
  cursor INTEGER NOT NULL CHECK (cursor >= 0),
  -- Null where the text could not be read, or the dossier is not known.
  entry_id TEXT,
  dossier_id TEXT REFERENCES dossier (id),
  dossier_code TEXT,
  number INTEGER CHECK (number >= 1),
  happened_at TEXT,
  arrived_at TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'noted', 'aside')),
  -- Why it was not applied.
  reason TEXT,
  detail TEXT NOT NULL,
  settled_at TEXT,
  settled_by TEXT REFERENCES app_user (id),
  note TEXT,
  CHECK (outcome = 'applied' OR reason IS NOT NULL OR outcome = 'noted'),
  CHECK (settled_at IS NULL OR outcome <> 'aside'),
  CHECK (settled_at IS NOT NULL OR (settled_by IS NULL AND note IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX progress_entry_by_dossier ON progress_entry (dossier_id, number);
CREATE INDEX progress_entry_aside ON progress_entry (arrived_at) WHERE outcome = 'aside';
CREATE INDEX progress_entry_by_id ON progress_entry (entry_id);

CREATE TRIGGER progress_entry_text_is_immutable BEFORE UPDATE OF sha256, text, signature ON progress_entry
BEGIN SELECT RAISE (ABORT, 'progress_entry is immutable'); END;
CREATE TRIGGER progress_entry_is_kept BEFORE DELETE ON progress_entry BEGIN SELECT RAISE (ABORT, 'progress_entry is append-only'); END;
