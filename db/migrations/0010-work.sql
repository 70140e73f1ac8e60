-- Who works on a dossier at which step, changes of the working calendar, and what was decided for the appointments that a change touches.

-- One person's turn at one step of a dossier; turns are numbered from 1 and at most the last is open.
CREATE TABLE work_turn (
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  -- The step in the procedure's course of work, and its name as it was then; null where the catalogue has no course.
  position INTEGER NOT NULL CHECK (position >= 0),
  step TEXT,
  role TEXT NOT NULL CHECK (role IN ('processor', 'signer')),
  holder_id TEXT NOT NULL REFERENCES app_user (id),
  note TEXT NOT NULL,
  begun_at TEXT NOT NULL,
  begun_by TEXT NOT NULL REFERENCES app_user (id),
  -- The step's own clock; null where it has none.
  limit_unit TEXT CHECK (limit_unit IN ('working-hour', 'working-day', 'day')),
  due TEXT,
  due_at TEXT,
  ended_at TEXT,
  ended_by TEXT REFERENCES app_user (id),
  outcome TEXT CHECK (outcome IN ('handed-on', 'passed', 'taken-back', 'sent-back', 'approved', 'closed')),
  end_note TEXT,
  PRIMARY KEY (dossier_id, number),
  CHECK ((due IS NULL) = (due_at IS NULL) AND (due IS NULL OR limit_unit IS NOT NULL)),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (outcome IS NULL) AND (ended_at IS NULL) = (end_note IS NULL)),
  CHECK (outcome IS NULL OR outcome NOT IN ('sent-back', 'approved') OR role = 'signer')
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX work_turn_open ON work_turn (dossier_id) WHERE ended_at IS NULL;
CREATE INDEX work_turn_by_holder ON work_turn (holder_id, due_at) WHERE ended_at IS NULL;

-- What the office says of its rest days, worked weekend days and opening times, laid over the table that comes with the program. The newest
-- holds all that is said; what was said before stays.
CREATE TABLE calendar_version (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  content TEXT NOT NULL CHECK (json_valid(content)),
  -- The paper that orders it.
  basis TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  entered_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;

CREATE TRIGGER calendar_version_is_immutable BEFORE UPDATE ON calendar_version BEGIN SELECT RAISE (ABORT, 'calendar_version is append-only'); END;
CREATE TRIGGER calendar_version_is_kept BEFORE DELETE ON calendar_version BEGIN SELECT RAISE (ABORT, 'calendar_version is append-only'); END;

-- A printed appointment that a change of the calendar would move, and that the office keeps.
CREATE TABLE kept_promise (
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  version INTEGER NOT NULL REFERENCES calendar_version (number),
  promised TEXT NOT NULL,
  reckoned TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  decided_by TEXT NOT NULL REFERENCES app_user (id),
  PRIMARY KEY (dossier_id, version),
  CHECK (promised <> reckoned)
) STRICT, WITHOUT ROWID;
