-- What interrupts or ends a dossier before its result: supplement and payment asked for, stop, withdrawal, refusal, a return appointed anew.
-- Those that pause have an end when the dossier goes on; the due time before and after stands with each of them, for the papers that say so.

CREATE TABLE dossier_step (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  kind TEXT NOT NULL CHECK (kind IN ('supplement', 'payment', 'stop', 'withdrawal', 'refusal', 'reappointment')),
  -- What was said: items, reason, notice, amount, article; the schema of the kind.
  details TEXT NOT NULL CHECK (json_valid(details)),
  begun_at TEXT NOT NULL,
  begun_by TEXT NOT NULL REFERENCES app_user (id),
  due_before TEXT NOT NULL,
  ended_at TEXT,
  ended_by TEXT REFERENCES app_user (id),
  -- What was brought or proved.
  brought TEXT,
  due_after TEXT,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  CHECK (ended_at IS NULL OR kind IN ('supplement', 'payment', 'stop')),
  CHECK (due_after IS NULL OR kind = 'reappointment' OR ended_at IS NOT NULL)
) STRICT;

CREATE INDEX dossier_step_by_dossier ON dossier_step (dossier_id, begun_at);
-- A dossier waits for one thing at a time.
CREATE UNIQUE INDEX dossier_step_pending ON dossier_step (dossier_id) WHERE ended_at IS NULL AND kind IN ('supplement', 'payment', 'stop');
CREATE UNIQUE INDEX dossier_step_reappointed_once ON dossier_step (dossier_id) WHERE kind = 'reappointment';

-- What was wrong at the reception and was put right; what stood before is kept here, never in the event log.
CREATE TABLE dossier_correction (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  before TEXT NOT NULL CHECK (json_valid(before)),
  after TEXT NOT NULL CHECK (json_valid(after)),
  reason TEXT NOT NULL,
  corrected_at TEXT NOT NULL,
  corrected_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;

CREATE INDEX dossier_correction_by_dossier ON dossier_correction (dossier_id, corrected_at);
