-- Stacks of paper that went through the feeder at once. Each page is a row from the moment it came, before anybody knows where it belongs.
CREATE TABLE stack_run (
  id TEXT PRIMARY KEY,
  -- NULL: a stack of several dossiers.
  dossier_id TEXT REFERENCES dossier (id),
  scanner TEXT NOT NULL,
  duplex INTEGER NOT NULL CHECK (duplex IN (0, 1)),
  begun_at TEXT NOT NULL,
  begun_by TEXT NOT NULL REFERENCES app_user (id),
  -- NULL while pages come in, and for ever where a crash cut it off until somebody has them sorted.
  sorted_at TEXT
) STRICT;
CREATE INDEX stack_run_unsorted ON stack_run (begun_at) WHERE sorted_at IS NULL;

CREATE TABLE stack_page (
  id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES stack_run (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  dpi INTEGER CHECK (dpi IS NULL OR dpi > 0),
  arrived_at TEXT NOT NULL,
  -- Where it is now; NULL until the stack is sorted.
  place TEXT CHECK (place IN ('component', 'signed', 'aside', 'undecided')),
  -- Why it was set aside or waits.
  reason TEXT,
  dossier_id TEXT REFERENCES dossier (id),
  component_id TEXT,
  -- Who decided what the sorting left open.
  settled_at TEXT,
  settled_by TEXT REFERENCES app_user (id),
  UNIQUE (run_id, position),
  CHECK ((settled_at IS NULL) = (settled_by IS NULL)),
  CHECK ((place IN ('component', 'signed')) = (dossier_id IS NOT NULL) OR place IS NULL AND dossier_id IS NULL),
  CHECK ((place IS 'component') = (component_id IS NOT NULL))
) STRICT;
CREATE INDEX stack_page_waiting ON stack_page (arrived_at, run_id, position) WHERE place = 'undecided';
CREATE TRIGGER stack_page_is_kept BEFORE DELETE ON stack_page BEGIN SELECT RAISE (ABORT, 'stack_page is kept'); END;
CREATE TRIGGER stack_page_keeps_its_picture BEFORE UPDATE OF id, run_id, position, sha256, arrived_at ON stack_page
BEGIN SELECT RAISE (ABORT, 'stack_page keeps its picture'); END;

-- Scans of papers that came back signed: what the citizen signed at the window. A page a row.
CREATE TABLE signed_paper (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  kind TEXT NOT NULL CHECK (kind IN ('slip', 'hand-over-receipt')),
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  dpi INTEGER CHECK (dpi IS NULL OR dpi > 0),
  filed_at TEXT NOT NULL,
  filed_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;
CREATE INDEX signed_paper_by_dossier ON signed_paper (dossier_id, kind);
CREATE INDEX hand_over_by_day ON hand_over (handed_at);
CREATE TRIGGER signed_paper_is_immutable BEFORE UPDATE ON signed_paper BEGIN SELECT RAISE (ABORT, 'signed_paper is append-only'); END;
CREATE TRIGGER signed_paper_is_kept BEFORE DELETE ON signed_paper BEGIN SELECT RAISE (ABORT, 'signed_paper is append-only'); END;
