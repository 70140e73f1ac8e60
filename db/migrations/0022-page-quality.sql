-- The page that was scanned again: this one stands in its place, the old one is set aside.
ALTER TABLE scanned_page ADD COLUMN replaces TEXT REFERENCES scanned_page (id);

-- What was measured on a page; what it means is decided when it is read.
CREATE TABLE page_measure (
  page_id TEXT PRIMARY KEY REFERENCES scanned_page (id),
  -- The page before it then: what it was compared with.
  before_id TEXT REFERENCES scanned_page (id),
  -- Null where it could not be measured, and the problem says why.
  measures TEXT CHECK (measures IS NULL OR json_valid(measures)),
  problem TEXT,
  measured_at TEXT NOT NULL,
  CHECK ((measures IS NULL) <> (problem IS NULL))
) STRICT, WITHOUT ROWID;

-- Pages that wait to be measured: whatever brings a page, it comes into this list with it, and stays until its measures are recorded.
CREATE TABLE page_to_measure (
  page_id TEXT PRIMARY KEY REFERENCES scanned_page (id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER scanned_page_is_measured AFTER INSERT ON scanned_page BEGIN INSERT INTO page_to_measure (page_id) VALUES (NEW.id); END;
INSERT INTO page_to_measure (page_id)
SELECT p.id FROM scanned_page p JOIN dossier d ON d.id = p.dossier_id
WHERE p.set_aside_at IS NULL AND d.state NOT IN ('refused', 'withdrawn', 'stopped', 'returned', 'voided');

-- Findings that a person let stand, and why.
CREATE TABLE page_acceptance (
  page_id TEXT NOT NULL REFERENCES scanned_page (id),
  finding TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  accepted_at TEXT NOT NULL,
  accepted_by TEXT NOT NULL REFERENCES app_user (id),
  PRIMARY KEY (page_id, finding)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER page_acceptance_is_immutable BEFORE UPDATE ON page_acceptance BEGIN SELECT RAISE (ABORT, 'page_acceptance is append-only'); END;
CREATE TRIGGER page_acceptance_is_kept BEFORE DELETE ON page_acceptance BEGIN SELECT RAISE (ABORT, 'page_acceptance is append-only'); END;

-- What a person chose to do to a page when its digital copy is made; without a row it is what the measures propose.
CREATE TABLE page_clean_up (
  page_id TEXT PRIMARY KEY REFERENCES scanned_page (id),
  clean_up TEXT NOT NULL CHECK (json_valid(clean_up)),
  chosen_at TEXT NOT NULL,
  chosen_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT, WITHOUT ROWID;

-- What is known of a paper before it is scanned: its pages, or why it is not digitised (khoản 2 Điều 5 Thông tư 03/2025/TT-VPCP).
CREATE TABLE component_paper (
  dossier_id TEXT NOT NULL,
  component_id TEXT NOT NULL,
  declared_pages INTEGER CHECK (declared_pages IS NULL OR declared_pages >= 1),
  left_out TEXT CHECK (left_out IN ('filed-online', 'only-shown', 'opinion', 'secret')),
  said_at TEXT NOT NULL,
  said_by TEXT NOT NULL REFERENCES app_user (id),
  PRIMARY KEY (dossier_id, component_id),
  FOREIGN KEY (dossier_id, component_id) REFERENCES dossier_component (dossier_id, component_id)
) STRICT, WITHOUT ROWID;
