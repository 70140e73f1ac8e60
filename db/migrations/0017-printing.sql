-- One act of printing: which file went where, and what became of it. Printing the same paper again is another act.
CREATE TABLE print_run (
  id TEXT PRIMARY KEY,
  form_id TEXT NOT NULL,
  -- The sheet that it was drawn for; null where several go as one file and differ.
  paper TEXT,
  -- Exactly the bytes that were sent or shown: the paper itself, its copy with the mark of a reprint, or several papers in one file.
  sent_sha256 TEXT NOT NULL REFERENCES blob (sha256),
  -- `viewer`: the system's own print window, which tells nobody what became of it.
  route TEXT NOT NULL CHECK (route IN ('printer', 'viewer')),
  device_id TEXT NOT NULL REFERENCES device (id),
  printer TEXT NOT NULL,
  -- The sheet it was meant for, by its name with the printer; null with the viewer.
  media TEXT,
  tray TEXT,
  duplex INTEGER NOT NULL CHECK (duplex IN (0, 1)),
  copies INTEGER NOT NULL CHECK (copies BETWEEN 1 AND 99),
  -- The number of the job in the desk's print system, once it was accepted.
  job INTEGER CHECK (job >= 1),
  state TEXT NOT NULL CHECK (state IN ('sending', 'printing', 'waiting', 'completed', 'cancelled', 'failed', 'unknown', 'handed')),
  trouble TEXT,
  -- Paper may have come out, so that one more print of it is a reprint.
  may_have_printed INTEGER NOT NULL CHECK (may_have_printed IN (0, 1)),
  asked_at TEXT NOT NULL,
  asked_by TEXT NOT NULL REFERENCES app_user (id),
  ended_at TEXT,
  -- When somebody took note that it did not come out.
  seen_at TEXT,
  CHECK ((state IN ('sending', 'printing', 'waiting')) = (ended_at IS NULL)),
  CHECK (route = 'printer' OR job IS NULL)
) STRICT;

CREATE INDEX print_run_by_day ON print_run (asked_at);
CREATE INDEX print_run_open ON print_run (state) WHERE ended_at IS NULL;
CREATE INDEX print_run_unseen ON print_run (asked_by) WHERE seen_at IS NULL AND state IN ('failed', 'unknown');

-- The papers of a print, and the how manieth print of each it is.
CREATE TABLE print_line (
  run_id TEXT NOT NULL REFERENCES print_run (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  paper_sha256 TEXT NOT NULL REFERENCES blob (sha256),
  number INTEGER NOT NULL CHECK (number >= 1),
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX print_line_by_paper ON print_line (paper_sha256);

ALTER TABLE print_log ADD COLUMN run_id TEXT REFERENCES print_run (id);
CREATE INDEX print_log_by_run ON print_log (run_id);

-- What was noted before went to the system's print window. A sheet that is kept with several dossiers was printed once.
INSERT INTO print_run (id, form_id, paper, sent_sha256, route, device_id, printer, duplex, copies, state, may_have_printed, asked_at, asked_by, ended_at)
SELECT min(l.id), min(p.form_id), min(p.paper), p.sha256, 'viewer', (SELECT id FROM device WHERE kind = 'host' LIMIT 1), l.printer, 0, 1, 'handed', 1,
    l.printed_at, l.printed_by, l.printed_at
  FROM print_log l JOIN drawn_paper p ON p.id = l.paper_id
  GROUP BY p.sha256, l.printed_at, l.printed_by, l.printer;
INSERT INTO print_line (run_id, position, paper_sha256, number)
SELECT id, 0, sent_sha256, row_number() OVER (PARTITION BY sent_sha256 ORDER BY asked_at, id) FROM print_run;
UPDATE print_log SET run_id = (
  SELECT r.id FROM print_run r JOIN drawn_paper p ON p.id = print_log.paper_id
  WHERE r.sent_sha256 = p.sha256 AND r.asked_at = print_log.printed_at AND r.asked_by = print_log.printed_by AND r.printer = print_log.printer);
