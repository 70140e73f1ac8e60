-- Books of certification (sổ chứng thực, Điều 13 Nghị định 23/2015/NĐ-CP): one row per number that was taken, whatever became of it. A number is of one
-- original; what is not certified after all stays in the book as void, with its reason.
CREATE TABLE book_entry (
  id TEXT PRIMARY KEY,
  series_id TEXT NOT NULL REFERENCES number_series (id),
  -- As the statement writes it, `01/2026-SCT/BS`.
  book TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  certified_on TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'issued', 'void')),
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  requester TEXT NOT NULL,
  title TEXT NOT NULL,
  -- The signer as the statement names them: kind of signature and office, one line each, then the name.
  signer_title TEXT NOT NULL,
  signer_name TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 1),
  -- Null where no fee was reckoned for it by itself.
  fee_vnd INTEGER CHECK (fee_vnd IS NULL OR fee_vnd >= 0),
  void_reason TEXT CHECK (void_reason IS NULL OR length(void_reason) > 0),
  taken_at TEXT NOT NULL,
  taken_by TEXT NOT NULL REFERENCES app_user (id),
  settled_at TEXT,
  settled_by TEXT REFERENCES app_user (id),
  UNIQUE (series_id, book, number),
  CHECK ((state = 'void') = (void_reason IS NOT NULL)),
  CHECK ((state = 'pending') = (settled_at IS NULL))
) STRICT;
CREATE INDEX book_entry_by_book ON book_entry (book, certified_on, number);
CREATE INDEX book_entry_by_dossier ON book_entry (dossier_id);
CREATE TRIGGER book_entry_keeps_its_number BEFORE UPDATE OF series_id, book, number, dossier_id, taken_at ON book_entry
BEGIN SELECT RAISE (ABORT, 'the number of a book entry is given once'); END;
CREATE TRIGGER book_entry_is_kept BEFORE DELETE ON book_entry BEGIN SELECT RAISE (ABORT, 'a book entry is never removed'); END;
CREATE TRIGGER book_entry_stays_void BEFORE UPDATE ON book_entry WHEN old.state = 'void'
BEGIN SELECT RAISE (ABORT, 'a void book entry stays as it is'); END;

INSERT INTO book_entry (id, series_id, book, number, certified_on, state, dossier_id, requester, title, signer_title, signer_name, quantity, fee_vnd,
  taken_at, taken_by, settled_at, settled_by)
SELECT c.id, c.series_id, c.book, c.number, c.certified_on, CASE c.state WHEN 'certified' THEN 'issued' ELSE 'pending' END, c.dossier_id, c.requester, c.title,
  u.job_title, u.display_name, 1, NULL, c.updated_at, coalesce(c.officer_id, c.compared_by), c.certified_at,
  CASE c.state WHEN 'certified' THEN coalesce(c.agency_id, c.officer_id) END
FROM certified_copy c JOIN app_user u ON u.id = coalesce(c.officer_id, c.compared_by) WHERE c.number IS NOT NULL;

-- The number of a copy is its entry's.
CREATE TABLE certified_copy_next (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL,
  component_id TEXT NOT NULL,
  title TEXT NOT NULL,
  requester TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('compared', 'numbered', 'officer-prepared', 'officer-signed', 'agency-prepared', 'certified', 'withdrawn', 'returned', 'void')),
  scan_sha256 TEXT NOT NULL REFERENCES blob (sha256),
  pages INTEGER NOT NULL CHECK (pages >= 1),
  compared_by TEXT NOT NULL REFERENCES app_user (id),
  compared_at TEXT NOT NULL,
  entry_id TEXT UNIQUE REFERENCES book_entry (id),
  -- Why the officer gave it back before it had a number.
  return_reason TEXT CHECK (return_reason IS NULL OR length(return_reason) > 0),
  officer_id TEXT REFERENCES app_user (id),
  agency_id TEXT REFERENCES app_user (id),
  prepared_sha256 TEXT REFERENCES blob (sha256),
  manifest TEXT CHECK (manifest IS NULL OR json_valid(manifest)),
  officer_signed_sha256 TEXT REFERENCES blob (sha256),
  certified_sha256 TEXT REFERENCES blob (sha256),
  verdict TEXT CHECK (verdict IS NULL OR json_valid(verdict)),
  certified_at TEXT,
  updated_at TEXT NOT NULL,
  CHECK ((state IN ('compared', 'withdrawn', 'returned')) = (entry_id IS NULL)),
  CHECK ((state = 'returned') = (return_reason IS NOT NULL)),
  CHECK (state <> 'certified' OR (certified_sha256 IS NOT NULL AND verdict IS NOT NULL)),
  FOREIGN KEY (dossier_id, component_id) REFERENCES dossier_component (dossier_id, component_id)
) STRICT;
INSERT INTO certified_copy_next (id, dossier_id, component_id, title, requester, state, scan_sha256, pages, compared_by, compared_at, entry_id, officer_id,
  agency_id, prepared_sha256, manifest, officer_signed_sha256, certified_sha256, verdict, certified_at, updated_at)
SELECT id, dossier_id, component_id, title, requester, state, scan_sha256, pages, compared_by, compared_at, CASE WHEN number IS NULL THEN NULL ELSE id END,
  officer_id, agency_id, prepared_sha256, manifest, officer_signed_sha256, certified_sha256, verdict, certified_at, updated_at
FROM certified_copy;
DROP TABLE certified_copy;
ALTER TABLE certified_copy_next RENAME TO certified_copy;
CREATE INDEX certified_copy_by_dossier ON certified_copy (dossier_id);
CREATE INDEX certified_copy_by_state ON certified_copy (state, compared_at);

-- Paper copies of one original, certified by hand: counted, compared, numbered when their signing starts, ticked off when they are signed and sealed.
CREATE TABLE paper_copy (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  title TEXT NOT NULL CHECK (length(title) > 0),
  requester TEXT NOT NULL,
  -- Pages of the original that hold information, and how many copies of it.
  pages INTEGER NOT NULL CHECK (pages >= 1),
  copies INTEGER NOT NULL CHECK (copies >= 1),
  fee_vnd INTEGER NOT NULL CHECK (fee_vnd >= 0),
  state TEXT NOT NULL CHECK (state IN ('compared', 'numbered', 'issued', 'withdrawn', 'returned', 'void')),
  compared_by TEXT NOT NULL REFERENCES app_user (id),
  compared_at TEXT NOT NULL,
  entry_id TEXT UNIQUE REFERENCES book_entry (id),
  return_reason TEXT CHECK (return_reason IS NULL OR length(return_reason) > 0),
  updated_at TEXT NOT NULL,
  UNIQUE (dossier_id, position),
  CHECK ((state IN ('compared', 'withdrawn', 'returned')) = (entry_id IS NULL)),
  CHECK ((state = 'returned') = (return_reason IS NOT NULL))
) STRICT;
CREATE INDEX paper_copy_by_state ON paper_copy (state, compared_at, position);

-- Who may sign certifications: the chairman, a deputy in the chairman's place, or who is authorised for some kinds and some time (Điều 5, 9 Nghị định 23/2015/NĐ-CP).
CREATE TABLE certification_signer (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES app_user (id),
  kind TEXT NOT NULL CHECK (kind IN ('chairman', 'deputy', 'authorised')),
  -- Of who is authorised: the office that the statement names under the authorising one.
  office TEXT NOT NULL,
  -- The authorisation by number and day.
  ground TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (json_valid(scope) AND json_array_length(scope) > 0),
  -- Whether this signer may sign what they compared themselves.
  compares INTEGER NOT NULL CHECK (compares IN (0, 1)),
  valid_from TEXT NOT NULL,
  valid_to TEXT CHECK (valid_to IS NULL OR valid_to >= valid_from),
  added_at TEXT NOT NULL,
  added_by TEXT NOT NULL REFERENCES app_user (id),
  CHECK (kind <> 'authorised' OR (length(office) > 0 AND length(ground) > 0)),
  CHECK (compares = 0 OR kind = 'authorised')
) STRICT;
CREATE INDEX certification_signer_by_user ON certification_signer (user_id, valid_from);
CREATE TRIGGER certification_signer_is_kept BEFORE DELETE ON certification_signer BEGIN SELECT RAISE (ABORT, 'a signer is ended, not removed'); END;

-- Officers whose office is plain from their job title go on signing; who is authorised must be entered with the authorisation.
INSERT INTO certification_signer (id, user_id, kind, office, ground, scope, compares, valid_from, valid_to, added_at, added_by)
SELECT u.id, u.id, CASE WHEN u.job_title LIKE 'Chủ tịch%' THEN 'chairman' ELSE 'deputy' END, '', '', '["copy","signature","translator","transaction"]', 0,
  min(r.valid_from), CASE WHEN count(r.valid_to) = count(*) THEN max(r.valid_to) END, u.created_at, u.id
FROM app_user u JOIN user_role r ON r.user_id = u.id AND r.role = 'certifying-officer'
WHERE u.job_title LIKE 'Chủ tịch%' OR u.job_title LIKE 'Phó Chủ tịch%' OR u.job_title LIKE 'Phó chủ tịch%'
GROUP BY u.id;
