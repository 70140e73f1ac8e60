-- The schema of counter.db after every migration. Generated: `node test/migrations/dump-schema.ts`; do not edit.

CREATE TABLE app_user (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  job_title TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  must_change_password INTEGER NOT NULL CHECK (must_change_password IN (0, 1)),
  unlock_code_hash TEXT,
  failed_logins INTEGER NOT NULL DEFAULT 0 CHECK (failed_logins >= 0),
  locked_until TEXT,
  valid_from TEXT NOT NULL,
  valid_to TEXT CHECK (valid_to IS NULL OR valid_to >= valid_from),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE assisted_file (
  id TEXT PRIMARY KEY,
  filing_id TEXT NOT NULL REFERENCES assisted_filing (id),
  kind TEXT NOT NULL CHECK (kind IN ('page', 'pdf', 'prepared', 'bundle')),
  -- Null for the bundle.
  component_id TEXT,
  -- As the portal will show it; null for what was brought.
  name TEXT,
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  size INTEGER NOT NULL CHECK (size >= 0),
  pages INTEGER NOT NULL CHECK (pages >= 0),
  dpi INTEGER,
  added_at TEXT NOT NULL,
  -- Put aside, or made anew: it does not count, and goes with the others.
  removed_at TEXT,
  CHECK ((kind IN ('prepared', 'bundle')) = (name IS NOT NULL)),
  CHECK ((kind = 'bundle') = (component_id IS NULL))
) STRICT;

CREATE INDEX assisted_file_by_hash ON assisted_file (sha256);

CREATE INDEX assisted_file_of_filing ON assisted_file (filing_id, added_at, id);

CREATE TABLE assisted_filing (
  id TEXT PRIMARY KEY,
  procedure_code TEXT NOT NULL,
  procedure_name TEXT NOT NULL,
  case_id TEXT NOT NULL,
  catalogue_version TEXT NOT NULL,
  -- Whoever files: a Party.
  person TEXT NOT NULL CHECK (json_valid(person)),
  request TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('preparing', 'prepared', 'filed', 'given-up')),
  opened_at TEXT NOT NULL,
  opened_by TEXT NOT NULL REFERENCES app_user (id),
  prepared_at TEXT,
  ended_at TEXT,
  ended_by TEXT REFERENCES app_user (id),
  -- Given by the portal; one filing is helped with once.
  filed_code TEXT UNIQUE,
  submission_id TEXT UNIQUE REFERENCES online_submission (id),
  given_up_for TEXT,
  -- From when on the files are to go, and when they went.
  purge_after TEXT,
  purged_at TEXT,
  CHECK ((state IN ('filed', 'given-up')) = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (ended_by IS NULL)),
  CHECK ((ended_at IS NULL) = (purge_after IS NULL)),
  CHECK ((state = 'filed') = (filed_code IS NOT NULL)),
  CHECK ((state = 'given-up') = (given_up_for IS NOT NULL)),
  CHECK (state <> 'prepared' OR prepared_at IS NOT NULL),
  CHECK (submission_id IS NULL OR state = 'filed'),
  CHECK (purged_at IS NULL OR ended_at IS NOT NULL)
) STRICT;

CREATE INDEX assisted_filing_by_day ON assisted_filing (opened_at);

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused')),
  actor_id TEXT REFERENCES app_user (id),
  device_id TEXT REFERENCES device (id),
  request_id TEXT NOT NULL,
  correlation_id TEXT NOT NULL,
  detail TEXT NOT NULL CHECK (json_valid(detail)),
  previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;

CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit BEGIN SELECT RAISE (ABORT, 'audit is append-only'); END;

CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit BEGIN SELECT RAISE (ABORT, 'audit is append-only'); END;

CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  size INTEGER NOT NULL CHECK (size >= 0),
  media_type TEXT NOT NULL,
  segment INTEGER NOT NULL CHECK (segment >= 1),
  key_id INTEGER NOT NULL CHECK (key_id >= 1),
  stored_at TEXT NOT NULL,
  purged_at TEXT
) STRICT;

CREATE TRIGGER text_goes_with_its_file AFTER UPDATE OF purged_at ON blob WHEN NEW.purged_at IS NOT NULL
BEGIN
  DELETE FROM file_search WHERE rowid IN (SELECT seq FROM file_text WHERE sha256 = NEW.sha256);
  DELETE FROM file_text WHERE sha256 = NEW.sha256;
  DELETE FROM file_to_read WHERE sha256 = NEW.sha256;
END;

CREATE TRIGGER text_goes_with_its_page AFTER UPDATE OF purged_at ON blob WHEN NEW.purged_at IS NOT NULL
BEGIN
  DELETE FROM page_search WHERE rowid IN (SELECT t.seq FROM page_text t JOIN scanned_page p ON p.id = t.page_id WHERE p.sha256 = NEW.sha256);
  DELETE FROM page_text WHERE page_id IN (SELECT id FROM scanned_page WHERE sha256 = NEW.sha256);
  DELETE FROM page_to_read WHERE page_id IN (SELECT id FROM scanned_page WHERE sha256 = NEW.sha256);
  DELETE FROM page_to_draw WHERE page_id IN (SELECT id FROM scanned_page WHERE sha256 = NEW.sha256);
  DELETE FROM page_to_measure WHERE page_id IN (SELECT id FROM scanned_page WHERE sha256 = NEW.sha256);
END;

CREATE TABLE book_closing (
  book TEXT PRIMARY KEY,
  reason TEXT NOT NULL CHECK (reason IN ('year-end', 'series-end')),
  note TEXT NOT NULL CHECK (reason = 'year-end' OR length(note) > 0),
  closed_on TEXT NOT NULL,
  first_number INTEGER NOT NULL CHECK (first_number >= 1),
  last_number INTEGER NOT NULL CHECK (last_number >= first_number),
  entries INTEGER NOT NULL CHECK (entries >= 1 AND entries = issued + voided),
  issued INTEGER NOT NULL,
  voided INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  fee_vnd INTEGER NOT NULL,
  signer_title TEXT NOT NULL,
  signer_name TEXT NOT NULL,
  closed_at TEXT NOT NULL,
  closed_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER book_closing_is_immutable BEFORE UPDATE ON book_closing BEGIN SELECT RAISE (ABORT, 'book_closing is append-only'); END;

CREATE TRIGGER book_closing_is_kept BEFORE DELETE ON book_closing BEGIN SELECT RAISE (ABORT, 'book_closing is append-only'); END;

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
  settled_by TEXT REFERENCES app_user (id), people TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(people)),
  UNIQUE (series_id, book, number),
  CHECK ((state = 'void') = (void_reason IS NOT NULL)),
  CHECK ((state = 'pending') = (settled_at IS NULL))
) STRICT;

CREATE INDEX book_entry_by_book ON book_entry (book, certified_on, number);

CREATE INDEX book_entry_by_dossier ON book_entry (dossier_id);

CREATE TRIGGER book_entry_is_kept BEFORE DELETE ON book_entry BEGIN SELECT RAISE (ABORT, 'a book entry is never removed'); END;

CREATE TRIGGER book_entry_keeps_its_number BEFORE UPDATE OF series_id, book, number, dossier_id, taken_at ON book_entry
BEGIN SELECT RAISE (ABORT, 'the number of a book entry is given once'); END;

CREATE TRIGGER book_entry_not_in_a_closed_book BEFORE INSERT ON book_entry WHEN EXISTS (SELECT 1 FROM book_closing c WHERE c.book = new.book)
BEGIN SELECT RAISE (ABORT, 'a closed book takes no numbers'); END;

CREATE TRIGGER book_entry_stays_void BEFORE UPDATE ON book_entry WHEN old.state = 'void'
BEGIN SELECT RAISE (ABORT, 'a void book entry stays as it is'); END;

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

CREATE TABLE catalogue_publication (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  valid_from TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  -- The file as it was given.
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  file_name TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  taken_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;

CREATE TRIGGER catalogue_publication_is_immutable BEFORE UPDATE ON catalogue_publication BEGIN SELECT RAISE (ABORT, 'catalogue_publication is append-only'); END;

CREATE TRIGGER catalogue_publication_is_kept BEFORE DELETE ON catalogue_publication BEGIN SELECT RAISE (ABORT, 'catalogue_publication is append-only'); END;

CREATE TABLE certification_refusal (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  paper_copy_id TEXT REFERENCES paper_copy (id),
  copy_id TEXT REFERENCES certified_copy (id),
  title TEXT NOT NULL CHECK (length(title) > 0),
  ground TEXT NOT NULL CHECK (ground IN ('altered', 'damaged', 'secret', 'unlawful', 'not-legalised', 'self-made', 'other', 'forgery')),
  words TEXT NOT NULL CHECK (ground NOT IN ('other', 'forgery') OR length(words) > 0),
  -- Where the paper is kept.
  original_id TEXT REFERENCES kept_original (id),
  refused_at TEXT NOT NULL,
  refused_by TEXT NOT NULL REFERENCES app_user (id),
  CHECK ((ground = 'forgery') = (original_id IS NOT NULL))
) STRICT;

CREATE INDEX certification_refusal_by_dossier ON certification_refusal (dossier_id, refused_at);

CREATE TRIGGER certification_refusal_is_immutable BEFORE UPDATE ON certification_refusal
BEGIN SELECT RAISE (ABORT, 'certification_refusal is append-only'); END;

CREATE TRIGGER certification_refusal_is_kept BEFORE DELETE ON certification_refusal BEGIN SELECT RAISE (ABORT, 'certification_refusal is append-only'); END;

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

CREATE TABLE "certified_copy" (
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
  updated_at TEXT NOT NULL, purged_at TEXT, files_left INTEGER NOT NULL DEFAULT 1 CHECK (files_left IN (0, 1) AND (files_left = 1 OR purged_at IS NOT NULL)),
  CHECK ((state IN ('compared', 'withdrawn', 'returned')) = (entry_id IS NULL)),
  CHECK ((state = 'returned') = (return_reason IS NOT NULL)),
  CHECK (state <> 'certified' OR (certified_sha256 IS NOT NULL AND verdict IS NOT NULL)),
  FOREIGN KEY (dossier_id, component_id) REFERENCES dossier_component (dossier_id, component_id)
) STRICT;

CREATE INDEX certified_copy_by_certified ON certified_copy (certified_sha256) WHERE certified_sha256 IS NOT NULL;

CREATE INDEX certified_copy_by_dossier ON certified_copy (dossier_id);

CREATE INDEX certified_copy_by_officer_signed ON certified_copy (officer_signed_sha256) WHERE officer_signed_sha256 IS NOT NULL;

CREATE INDEX certified_copy_by_prepared ON certified_copy (prepared_sha256) WHERE prepared_sha256 IS NOT NULL;

CREATE INDEX certified_copy_by_scan ON certified_copy (scan_sha256);

CREATE INDEX certified_copy_by_state ON certified_copy (state, compared_at);

CREATE INDEX certified_copy_to_purge ON certified_copy (dossier_id) WHERE files_left = 1;

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

CREATE TABLE copy_delivery (
  id TEXT PRIMARY KEY,
  copy_id TEXT NOT NULL REFERENCES certified_copy (id),
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  -- `folder`: written onto a stick or into a folder and read back; `mail`: a draft for the office's mail program; `store`: asked of the province.
  way TEXT NOT NULL CHECK (way IN ('folder', 'mail', 'store')),
  -- The folder, the address or the name of the store's holder.
  place TEXT NOT NULL,
  packet_epoch INTEGER NOT NULL,
  packet_seq INTEGER NOT NULL,
  given_at TEXT NOT NULL,
  given_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;

CREATE INDEX copy_delivery_by_copy ON copy_delivery (copy_id, given_at);

CREATE INDEX copy_delivery_by_file ON copy_delivery (sha256);

CREATE TRIGGER copy_delivery_kept_delete BEFORE DELETE ON copy_delivery BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER copy_delivery_kept_update BEFORE UPDATE ON copy_delivery BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE copy_proof (
  copy_id TEXT PRIMARY KEY REFERENCES certified_copy (id),
  level TEXT NOT NULL CHECK (level IN ('B-B', 'B-T', 'B-LT', 'B-LTA')),
  -- The newest version of the file.
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  -- In a row, since something last came of it.
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- NULL: nothing is tried until an administrator names an authority. With the highest level: when the proof is renewed.
  next_attempt_at TEXT,
  -- What the last attempt was refused with.
  cause TEXT CHECK (cause IS NULL OR json_valid(cause)),
  updated_at TEXT NOT NULL,
  -- Given to the citizen before its time stamp, because the citizen asked for that.
  released_at TEXT,
  released_by TEXT REFERENCES app_user (id),
  release_reason TEXT,
  CHECK ((released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (release_reason IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX copy_proof_by_file ON copy_proof (sha256);

CREATE INDEX copy_proof_due ON copy_proof (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

CREATE TABLE copy_version (
  copy_id TEXT NOT NULL REFERENCES certified_copy (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  level TEXT NOT NULL CHECK (level IN ('B-B', 'B-T', 'B-LT', 'B-LTA')),
  made_at TEXT NOT NULL,
  PRIMARY KEY (copy_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX copy_version_by_file ON copy_version (sha256);

CREATE TRIGGER copy_version_kept_delete BEFORE DELETE ON copy_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER copy_version_kept_update BEFORE UPDATE ON copy_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE device (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('host', 'station')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  registered_at TEXT NOT NULL,
  revoked_at TEXT
) STRICT;

CREATE TABLE "digital_copy" (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL,
  component_id TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  pages INTEGER NOT NULL CHECK (pages >= 1),
  -- `<dossier code>_<component>_<nn>.pdf`, of the code that the dossier had then.
  file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
  -- As it came; null of a copy that was made of pages.
  original_name TEXT CHECK (length(original_name) <= 4000),
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL REFERENCES app_user (id),
  superseded_at TEXT,
  -- The pages of which it was made, in order, each with the clean-up that a person had chosen for it.
  made_of TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(made_of)), re_encoded TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(re_encoded)), larger_than INTEGER CHECK (larger_than > 0),
  FOREIGN KEY (dossier_id, component_id) REFERENCES dossier_component (dossier_id, component_id)
) STRICT;

CREATE INDEX digital_copy_by_file ON digital_copy (sha256);

CREATE UNIQUE INDEX digital_copy_current ON digital_copy (dossier_id, component_id) WHERE superseded_at IS NULL;

CREATE INDEX digital_copy_of_component ON digital_copy (dossier_id, component_id);

CREATE TRIGGER given_copy_is_read AFTER INSERT ON digital_copy WHEN NEW.original_name IS NOT NULL OR NEW.made_of = '[]'
BEGIN INSERT INTO file_to_read (sha256) SELECT NEW.sha256
  WHERE NOT EXISTS (SELECT 1 FROM file_to_read WHERE sha256 = NEW.sha256) AND NOT EXISTS (SELECT 1 FROM file_text WHERE sha256 = NEW.sha256); END;

CREATE TABLE "dossier" (
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

CREATE INDEX dossier_by_reception ON dossier (received_at DESC);

CREATE INDEX dossier_by_state ON dossier (state, due_at);

CREATE INDEX dossier_without_code ON dossier (received_at) WHERE code_rule = 'so-tam';

CREATE TRIGGER search_after_dossier AFTER INSERT ON dossier
BEGIN INSERT INTO search_due (dossier_id) VALUES (NEW.id) ON CONFLICT DO UPDATE SET backlog = 0; END;

CREATE TRIGGER search_after_dossier_change
AFTER UPDATE OF code, procedure_code, procedure_name, case_name, processing_owner, state, received_at, received_by, terms, due_at, channel ON dossier
BEGIN INSERT INTO search_due (dossier_id) VALUES (NEW.id) ON CONFLICT DO UPDATE SET backlog = 0; END;

CREATE TABLE "dossier_component" (
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  component_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('paper', 'database', 'store')),
  original INTEGER NOT NULL CHECK (original >= 0),
  certified INTEGER NOT NULL CHECK (certified >= 0),
  photocopy INTEGER NOT NULL CHECK (photocopy >= 0),
  only_shown INTEGER NOT NULL CHECK (only_shown IN (0, 1)),
  paper_reason TEXT,
  lookup_pending INTEGER NOT NULL DEFAULT 0 CHECK (lookup_pending IN (0, 1)),
  PRIMARY KEY (dossier_id, component_id),
  CHECK (source <> 'store' OR original + certified + photocopy = 0)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE dossier_import (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('open', 'new')),
  -- The other system, or who brought the list.
  source TEXT NOT NULL,
  -- The file as it was given.
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  file_name TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  taken_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;

CREATE TRIGGER dossier_import_is_immutable BEFORE UPDATE ON dossier_import BEGIN SELECT RAISE (ABORT, 'dossier_import is append-only'); END;

CREATE TRIGGER dossier_import_is_kept BEFORE DELETE ON dossier_import BEGIN SELECT RAISE (ABORT, 'dossier_import is append-only'); END;

CREATE TABLE dossier_party (
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'submitter', 'authoriser', 'receiver')),
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  identity_number TEXT,
  party TEXT NOT NULL CHECK (json_valid(party)), old_number TEXT,
  PRIMARY KEY (dossier_id, role)
) STRICT, WITHOUT ROWID;

CREATE INDEX dossier_party_by_number ON dossier_party (identity_number) WHERE identity_number IS NOT NULL;

CREATE INDEX dossier_party_by_old_number ON dossier_party (old_number) WHERE old_number IS NOT NULL;

CREATE TRIGGER search_after_party AFTER INSERT ON dossier_party
BEGIN INSERT INTO search_due (dossier_id) VALUES (NEW.dossier_id) ON CONFLICT DO UPDATE SET backlog = 0; END;

CREATE TRIGGER search_after_party_change AFTER UPDATE ON dossier_party
BEGIN INSERT INTO search_due (dossier_id) VALUES (NEW.dossier_id) ON CONFLICT DO UPDATE SET backlog = 0; END;

CREATE TRIGGER search_after_party_gone AFTER DELETE ON dossier_party
BEGIN INSERT INTO search_due (dossier_id) VALUES (OLD.dossier_id) ON CONFLICT DO UPDATE SET backlog = 0; END;

CREATE TABLE "dossier_result" (
  id INTEGER PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  description TEXT NOT NULL,
  sha256 TEXT REFERENCES blob (sha256),
  recorded_at TEXT NOT NULL,
  recorded_by TEXT REFERENCES app_user (id),
  -- Whose result it is where the province told of it.
  agency TEXT,
  sent_back_at TEXT, facts TEXT NOT NULL
  DEFAULT '{"code":null,"number":null,"issuedOn":null,"issuer":null,"signer":null,"validity":null,"link":null}' CHECK (json_valid(facts)),
  CHECK ((recorded_by IS NULL) = (agency IS NOT NULL))
) STRICT;

CREATE INDEX dossier_result_by_file ON dossier_result (sha256) WHERE sha256 IS NOT NULL;

CREATE UNIQUE INDEX dossier_result_current ON dossier_result (dossier_id) WHERE sent_back_at IS NULL;

CREATE TRIGGER result_is_read AFTER INSERT ON dossier_result WHEN NEW.sha256 IS NOT NULL
BEGIN INSERT INTO file_to_read (sha256) SELECT b.sha256 FROM blob b WHERE b.sha256 = NEW.sha256 AND b.media_type = 'application/pdf'
  AND NOT EXISTS (SELECT 1 FROM file_to_read WHERE sha256 = b.sha256) AND NOT EXISTS (SELECT 1 FROM file_text WHERE sha256 = b.sha256); END;

CREATE VIRTUAL TABLE dossier_search USING fts5 (
  words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5 6',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co'"
);

CREATE TABLE 'dossier_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'dossier_search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'dossier_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'dossier_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE "dossier_step" (
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

CREATE UNIQUE INDEX dossier_step_arrived_once ON dossier_step (dossier_id) WHERE kind = 'arrival';

CREATE INDEX dossier_step_by_dossier ON dossier_step (dossier_id, begun_at);

CREATE UNIQUE INDEX dossier_step_pending ON dossier_step (dossier_id) WHERE ended_at IS NULL AND kind IN ('supplement', 'payment', 'stop');

CREATE UNIQUE INDEX dossier_step_reappointed_once ON dossier_step (dossier_id) WHERE kind = 'reappointment';

CREATE UNIQUE INDEX dossier_step_voided_once ON dossier_step (dossier_id) WHERE kind = 'void';

CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES app_user (id),
  kind TEXT NOT NULL CHECK (kind IN ('reception')),
  value TEXT NOT NULL CHECK (json_valid(value)),
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX draft_by_user ON draft (user_id, kind, saved_at);

CREATE TABLE "drawn_paper" (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  form_id TEXT NOT NULL,
  paper TEXT NOT NULL CHECK (paper IN ('A3', 'A4', 'A5', '80mm')),
  copies INTEGER NOT NULL CHECK (copies BETWEEN 1 AND 9),
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  drawn_at TEXT NOT NULL,
  drawn_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;

CREATE INDEX drawn_paper_by_dossier ON drawn_paper (dossier_id, drawn_at);

CREATE INDEX drawn_paper_by_file ON drawn_paper (sha256);

CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  type TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  occurred_at TEXT NOT NULL,
  actor_id TEXT REFERENCES app_user (id),
  device_id TEXT NOT NULL REFERENCES device (id),
  request_id TEXT NOT NULL,
  UNIQUE (subject_kind, subject_id, version)
) STRICT;

CREATE TRIGGER event_is_append_only_delete BEFORE DELETE ON event BEGIN SELECT RAISE (ABORT, 'event is append-only'); END;

CREATE TRIGGER event_is_append_only_update BEFORE UPDATE ON event BEGIN SELECT RAISE (ABORT, 'event is append-only'); END;

CREATE TABLE fee_receipt (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  form_sign TEXT NOT NULL,
  symbol TEXT NOT NULL,
  year TEXT NOT NULL CHECK (length(year) = 4),
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 9999999),
  tax_code TEXT NOT NULL,
  payer TEXT NOT NULL CHECK (length(payer) BETWEEN 1 AND 200),
  address TEXT NOT NULL CHECK (length(address) <= 300),
  method TEXT NOT NULL CHECK (method IN ('cash', 'transfer', 'card')),
  amount_vnd INTEGER NOT NULL CHECK (amount_vnd > 0),
  issued_at TEXT NOT NULL,
  issued_by TEXT NOT NULL REFERENCES app_user (id),
  UNIQUE (form_sign, symbol, year, number)
) STRICT;

CREATE INDEX fee_receipt_by_day ON fee_receipt (issued_at);

CREATE INDEX fee_receipt_by_dossier ON fee_receipt (dossier_id);

CREATE TRIGGER fee_receipt_is_immutable BEFORE UPDATE OF dossier_id, form_sign, symbol, year, number, tax_code, method, amount_vnd, issued_at, issued_by
ON fee_receipt BEGIN SELECT RAISE (ABORT, 'fee_receipt is append-only'); END;

CREATE TRIGGER fee_receipt_is_kept BEFORE DELETE ON fee_receipt BEGIN SELECT RAISE (ABORT, 'fee_receipt is append-only'); END;

CREATE TABLE fee_receipt_cancelled (
  receipt_id TEXT PRIMARY KEY REFERENCES fee_receipt (id),
  reason TEXT NOT NULL CHECK (length(reason) >= 1),
  cancelled_at TEXT NOT NULL,
  cancelled_by TEXT NOT NULL REFERENCES app_user (id),
  -- The head who approved it, by name as they were called then.
  approver TEXT NOT NULL
) STRICT;

CREATE TRIGGER fee_receipt_cancelled_is_immutable BEFORE UPDATE ON fee_receipt_cancelled BEGIN SELECT RAISE (ABORT, 'fee_receipt_cancelled is append-only'); END;

CREATE TRIGGER fee_receipt_cancelled_is_kept BEFORE DELETE ON fee_receipt_cancelled BEGIN SELECT RAISE (ABORT, 'fee_receipt_cancelled is append-only'); END;

CREATE TABLE fee_receipt_line (
  receipt_id TEXT NOT NULL REFERENCES fee_receipt (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  fee_id TEXT NOT NULL,
  name TEXT NOT NULL,
  nature TEXT NOT NULL CHECK (nature IN ('fee', 'charge', 'both')),
  amount_vnd INTEGER NOT NULL CHECK (amount_vnd > 0),
  PRIMARY KEY (receipt_id, fee_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER fee_receipt_line_is_immutable BEFORE UPDATE ON fee_receipt_line BEGIN SELECT RAISE (ABORT, 'fee_receipt_line is append-only'); END;

CREATE TRIGGER fee_receipt_line_is_kept BEFORE DELETE ON fee_receipt_line BEGIN SELECT RAISE (ABORT, 'fee_receipt_line is append-only'); END;

CREATE TRIGGER fee_receipt_once BEFORE INSERT ON fee_receipt_line
WHEN EXISTS (
  SELECT 1 FROM fee_receipt_line l JOIN fee_receipt r ON r.id = l.receipt_id
  WHERE l.fee_id = NEW.fee_id AND r.dossier_id = (SELECT dossier_id FROM fee_receipt WHERE id = NEW.receipt_id)
    AND NOT EXISTS (SELECT 1 FROM fee_receipt_cancelled c WHERE c.receipt_id = r.id))
BEGIN SELECT RAISE (ABORT, 'the fee has a receipt'); END;

CREATE TABLE fee_receipt_paper (
  receipt_id TEXT PRIMARY KEY REFERENCES fee_receipt (id),
  paper_id TEXT NOT NULL UNIQUE REFERENCES drawn_paper (id)
) STRICT;

CREATE VIRTUAL TABLE file_search USING fts5 (
  words, content = '', contentless_delete = 1, detail = none, prefix = '2 3 4',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co'"
);

CREATE TABLE 'file_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'file_search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'file_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'file_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

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

CREATE INDEX file_signature_by_dossier ON file_signature (dossier_id, component_id);

CREATE INDEX file_signature_by_unsigned ON file_signature (unsigned_sha256);

CREATE TRIGGER file_signature_kept_delete BEFORE DELETE ON file_signature BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER file_signature_kept_update BEFORE UPDATE ON file_signature BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE file_text (
  -- The place of its words in the index: what was read last stands last.
  seq INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  page INTEGER NOT NULL CHECK (page >= 1),
  -- 'file' is the text that the file has itself; the others read its picture.
  engine TEXT CHECK (engine IN ('file', 'native', 'shipped')),
  -- Each word with its place on the page. Null where the page could not be read, and the problem says why.
  words TEXT CHECK (words IS NULL OR json_valid(words)),
  problem TEXT,
  read_at TEXT NOT NULL,
  UNIQUE (sha256, page),
  CHECK ((words IS NULL) <> (problem IS NULL)),
  CHECK ((words IS NULL) = (engine IS NULL))
) STRICT;

CREATE TABLE file_to_read (
  sha256 TEXT PRIMARY KEY REFERENCES blob (sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE form_in_force (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  kind TEXT NOT NULL,
  form_id TEXT NOT NULL,
  -- Null: the shipped form of that id.
  content TEXT CHECK (json_valid(content)),
  valid_from TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  taken_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;

CREATE UNIQUE INDEX form_in_force_by_id ON form_in_force (form_id) WHERE content IS NOT NULL;

CREATE INDEX form_in_force_by_kind ON form_in_force (kind, valid_from DESC, number DESC);

CREATE TRIGGER form_in_force_is_immutable BEFORE UPDATE ON form_in_force BEGIN SELECT RAISE (ABORT, 'form_in_force is append-only'); END;

CREATE TRIGGER form_in_force_is_kept BEFORE DELETE ON form_in_force BEGIN SELECT RAISE (ABORT, 'form_in_force is append-only'); END;

CREATE TABLE guidance_visit (
  id TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  procedure_code TEXT NOT NULL,
  procedure_name TEXT NOT NULL,
  case_id TEXT NOT NULL,
  case_name TEXT NOT NULL,
  catalogue_version TEXT NOT NULL,
  person TEXT NOT NULL CHECK (json_valid(person)),
  items TEXT NOT NULL CHECK (json_valid(items) AND json_array_length(items) > 0),
  reason TEXT NOT NULL,
  -- What it is found by: reference, name, phone, procedure, without marks.
  words TEXT NOT NULL,
  visited_at TEXT NOT NULL,
  visited_by TEXT NOT NULL REFERENCES app_user (id),
  -- Its paper, once it is drawn.
  form_id TEXT,
  sha256 TEXT REFERENCES blob (sha256),
  UNIQUE (day, number),
  CHECK ((form_id IS NULL) = (sha256 IS NULL))
) STRICT;

CREATE INDEX guidance_visit_by_paper ON guidance_visit (sha256);

CREATE TRIGGER guidance_visit_is_kept BEFORE DELETE ON guidance_visit BEGIN SELECT RAISE (ABORT, 'guidance_visit is append-only'); END;

CREATE TABLE "hand_over" (
  dossier_id TEXT PRIMARY KEY REFERENCES dossier (id),
  way TEXT NOT NULL CHECK (way IN ('window', 'post', 'electronic')),
  basis TEXT NOT NULL CHECK (basis IN ('owner', 'submitter', 'receiver', 'authorised')),
  receiver TEXT NOT NULL CHECK (json_valid(receiver)),
  -- The other party, where the result belongs to two.
  together TEXT CHECK (together IS NULL OR json_valid(together)),
  paper TEXT,
  -- By post: who carries it and under which number; electronically: where it was sent.
  carrier TEXT,
  tracking TEXT,
  handed_at TEXT NOT NULL,
  handed_by TEXT NOT NULL REFERENCES app_user (id),
  acknowledged_on TEXT,
  acknowledgement TEXT,
  acknowledged_by TEXT REFERENCES app_user (id), paper_only TEXT
  CHECK (paper_only IN ('paper-by-law', 'no-signature', 'system-down', 'agency-gave-paper', 'other')), paper_only_words TEXT CHECK (paper_only_words IS NULL OR paper_only IS NOT NULL),
  CHECK (basis <> 'authorised' OR paper IS NOT NULL),
  CHECK ((way = 'window') = (tracking IS NULL)),
  CHECK (way = 'post' OR carrier IS NULL),
  CHECK ((acknowledged_on IS NULL) = (acknowledged_by IS NULL)),
  CHECK (acknowledged_on IS NULL OR way <> 'window'),
  CHECK (together IS NULL OR way = 'window')
) STRICT, WITHOUT ROWID;

CREATE INDEX hand_over_by_day ON hand_over (handed_at);

CREATE INDEX hand_over_on_paper_only ON hand_over (handed_at) WHERE paper_only IS NOT NULL;

CREATE INDEX hand_over_unacknowledged ON hand_over (handed_at) WHERE way <> 'window' AND acknowledged_on IS NULL;

CREATE TABLE identity_check (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  occasion TEXT NOT NULL CHECK (occasion IN ('reception', 'hand-over', 'later')),
  role TEXT NOT NULL CHECK (role IN ('submitter', 'receiver')),
  -- Whom: the name as it stood then.
  name TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('portal', 'vneid', 'chip', 'card-qr', 'card-back', 'paper', 'none')),
  note TEXT,
  settles TEXT UNIQUE REFERENCES identity_check (id),
  checked_at TEXT NOT NULL,
  checked_by TEXT NOT NULL REFERENCES app_user (id),
  CHECK ((occasion = 'later') = (settles IS NOT NULL)),
  CHECK (settles IS NULL OR method <> 'none')
) STRICT;

CREATE INDEX identity_check_by_dossier ON identity_check (dossier_id, checked_at);

CREATE INDEX identity_check_none ON identity_check (checked_at) WHERE method = 'none';

CREATE TABLE imported_dossier (
  dossier_id TEXT PRIMARY KEY REFERENCES dossier (id),
  import_number INTEGER NOT NULL REFERENCES dossier_import (number),
  row INTEGER NOT NULL CHECK (row >= 1),
  -- Of what the row said: the same row of another file is not taken again.
  row_sha256 TEXT NOT NULL CHECK (length(row_sha256) = 64)
) STRICT, WITHOUT ROWID;

CREATE INDEX imported_dossier_by_row ON imported_dossier (row_sha256);

CREATE TABLE installation (
  id TEXT PRIMARY KEY,
  singleton INTEGER NOT NULL UNIQUE DEFAULT 1 CHECK (singleton = 1),
  mode TEXT NOT NULL CHECK (mode IN ('official', 'practice')),
  name TEXT NOT NULL,
  office_id TEXT NOT NULL REFERENCES office (id),
  epoch INTEGER NOT NULL CHECK (epoch >= 1),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE installation_epoch (
  epoch INTEGER PRIMARY KEY CHECK (epoch >= 1),
  reason TEXT NOT NULL CHECK (reason IN ('created', 'restored')),
  started_at TEXT NOT NULL,
  key_id TEXT NOT NULL REFERENCES packet_key (id)
) STRICT;

CREATE TABLE job (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'needs-person')),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  run_at TEXT NOT NULL,
  last_error TEXT CHECK (last_error IS NULL OR json_valid(last_error)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX job_due ON job (state, run_at) WHERE state IN ('waiting', 'running');

CREATE TABLE kept_original (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  component_id TEXT,
  name TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 1),
  place TEXT NOT NULL,
  holder TEXT NOT NULL,
  purpose TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  kept_by TEXT NOT NULL REFERENCES app_user (id),
  back_at TEXT,
  back_by TEXT REFERENCES app_user (id),
  back_to TEXT,
  -- The receiver signed a paper, or the clerk noted why there is no signature.
  signature TEXT CHECK (signature IN ('paper', 'note')),
  back_note TEXT,
  CHECK ((back_at IS NULL) = (back_by IS NULL) AND (back_at IS NULL) = (back_to IS NULL) AND (back_at IS NULL) = (signature IS NULL)),
  CHECK (signature IS NULL OR signature = 'paper' OR back_note IS NOT NULL),
  FOREIGN KEY (dossier_id, component_id) REFERENCES dossier_component (dossier_id, component_id)
) STRICT;

CREATE INDEX kept_original_by_dossier ON kept_original (dossier_id);

CREATE INDEX kept_original_out ON kept_original (kept_at) WHERE back_at IS NULL;

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

CREATE TABLE linked_child (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  -- Its place in the catalogue's list of the group.
  position INTEGER NOT NULL CHECK (position >= 0),
  code TEXT NOT NULL UNIQUE,
  -- Null where the agency's procedure has no national code in the catalogue.
  procedure_code TEXT,
  name TEXT NOT NULL,
  agency TEXT NOT NULL CHECK (agency IN ('here', 'police', 'province', 'social-insurance')),
  starts_after TEXT NOT NULL CHECK (starts_after IN ('reception', 'first-result')),
  limit_terms TEXT NOT NULL CHECK (json_valid(limit_terms)),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'refused', 'dropped')),
  -- Its clock; while it waits, the appointment is the expected one. Null where no limit is published.
  started_at TEXT,
  due TEXT,
  due_at TEXT,
  ended_at TEXT,
  ended_by TEXT REFERENCES app_user (id),
  -- What came: number and date of its result, or why it was refused.
  outcome TEXT,
  UNIQUE (dossier_id, position),
  CHECK ((started_at IS NULL) = (state IN ('waiting', 'dropped'))),
  CHECK ((due IS NULL) = (due_at IS NULL)),
  CHECK ((ended_at IS NOT NULL) = (state IN ('done', 'refused'))),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
) STRICT;

CREATE TRIGGER search_after_linked_child AFTER INSERT ON linked_child
BEGIN INSERT INTO search_due (dossier_id) VALUES (NEW.dossier_id) ON CONFLICT DO UPDATE SET backlog = 0; END;

CREATE TABLE linked_number (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'submitter', 'authoriser', 'receiver')),
  before TEXT NOT NULL CHECK (json_valid(before)),
  kind TEXT NOT NULL CHECK (kind IN ('citizen', 'old-card', 'passport')),
  number TEXT NOT NULL,
  paper TEXT NOT NULL,
  linked_at TEXT NOT NULL,
  linked_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT;

CREATE INDEX linked_number_by_dossier ON linked_number (dossier_id, linked_at);

CREATE TABLE list_columns (
  user_id TEXT PRIMARY KEY REFERENCES app_user (id),
  columns TEXT NOT NULL CHECK (json_valid(columns) AND json_type(columns) = 'array'),
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "list_export" (
  id TEXT PRIMARY KEY,
  format TEXT NOT NULL CHECK (format IN ('xlsx', 'csv', 'pdf')),
  rows INTEGER NOT NULL CHECK (rows >= 0),
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  -- A book of dossiers: the form that it was drawn by, and its sheet.
  form_id TEXT,
  paper TEXT CHECK (paper IN ('A3', 'A4')),
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL REFERENCES app_user (id),
  keep_until TEXT NOT NULL CHECK (keep_until > made_at),
  purged_at TEXT,
  CHECK ((format = 'pdf') = (form_id IS NOT NULL)),
  CHECK ((form_id IS NULL) = (paper IS NULL))
) STRICT;

CREATE INDEX list_export_by_hash ON list_export (sha256);

CREATE INDEX list_export_to_purge ON list_export (keep_until) WHERE purged_at IS NULL;

CREATE TABLE listed_file (
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  listed_in TEXT NOT NULL CHECK (listed_in IN ('filing', 'tray')),
  list_id TEXT NOT NULL,
  PRIMARY KEY (sha256, listed_in, list_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE number_counter (
  series_id TEXT NOT NULL REFERENCES number_series (id),
  period TEXT NOT NULL,
  next_number INTEGER NOT NULL CHECK (next_number >= 1),
  PRIMARY KEY (series_id, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE number_series (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('dossier-code', 'certification-book')),
  symbol TEXT NOT NULL,
  period_kind TEXT NOT NULL CHECK (period_kind IN ('day', 'year')),
  first_number INTEGER NOT NULL CHECK (first_number >= 1),
  last_number INTEGER CHECK (last_number IS NULL OR last_number >= first_number),
  valid_from TEXT NOT NULL,
  valid_to TEXT CHECK (valid_to IS NULL OR valid_to >= valid_from),
  UNIQUE (kind, symbol, valid_from)
) STRICT;

CREATE TABLE number_start (
  series_id TEXT PRIMARY KEY REFERENCES number_series (id),
  period TEXT NOT NULL,
  next_before INTEGER NOT NULL CHECK (next_before >= 1),
  next_number INTEGER NOT NULL CHECK (next_number >= 1),
  opened_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  set_at TEXT NOT NULL,
  set_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER number_start_is_immutable BEFORE UPDATE ON number_start BEGIN SELECT RAISE (ABORT, 'number_start is append-only'); END;

CREATE TRIGGER number_start_is_kept BEFORE DELETE ON number_start BEGIN SELECT RAISE (ABORT, 'number_start is append-only'); END;

CREATE TABLE office (
  id TEXT PRIMARY KEY,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE office_version (
  office_id TEXT NOT NULL REFERENCES office (id),
  valid_from TEXT NOT NULL,
  valid_to TEXT CHECK (valid_to IS NULL OR valid_to >= valid_from),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  superior_name TEXT NOT NULL,
  agency_code TEXT NOT NULL,
  place_id TEXT NOT NULL REFERENCES place (id),
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  PRIMARY KEY (office_id, valid_from)
) STRICT, WITHOUT ROWID;

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

CREATE TRIGGER files_of_filing_are_listed AFTER INSERT ON online_revision
BEGIN
  INSERT OR IGNORE INTO listed_file (sha256, listed_in, list_id)
    SELECT f.value, 'filing', NEW.submission_id FROM json_tree(NEW.files) f
    WHERE f.type = 'text' AND length(f.value) = 64 AND f.value NOT GLOB '*[^0-9a-f]*';
END;

CREATE TRIGGER online_revision_append_only_delete BEFORE DELETE ON online_revision
BEGIN SELECT RAISE(ABORT, 'online_revision is append-only'); END;

CREATE TRIGGER online_revision_append_only_update BEFORE UPDATE ON online_revision
BEGIN SELECT RAISE(ABORT, 'online_revision is append-only'); END;

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

CREATE TABLE online_unread (
  submission_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  arrived_at TEXT NOT NULL,
  PRIMARY KEY (submission_id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE "other_code" (
  code TEXT NOT NULL,
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  kind TEXT NOT NULL CHECK (kind IN ('portal', 'central', 'provisional', 'mistaken')),
  linked_at TEXT NOT NULL,
  linked_by TEXT NOT NULL REFERENCES app_user (id),
  -- Another office may give one code twice: both dossiers are found by it.
  PRIMARY KEY (code, dossier_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX other_code_of_dossier ON other_code (dossier_id);

CREATE TRIGGER search_after_other_code AFTER INSERT ON other_code
BEGIN INSERT INTO search_due (dossier_id) VALUES (NEW.dossier_id) ON CONFLICT DO UPDATE SET backlog = 0; END;

CREATE TRIGGER search_after_other_code_gone AFTER DELETE ON other_code
BEGIN INSERT INTO search_due (dossier_id) VALUES (OLD.dossier_id) ON CONFLICT DO UPDATE SET backlog = 0; END;

CREATE TABLE packet (
  epoch INTEGER NOT NULL REFERENCES installation_epoch (epoch),
  seq INTEGER NOT NULL CHECK (seq >= 1),
  schema_version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  event_seq INTEGER NOT NULL REFERENCES event (seq),
  bytes BLOB,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  previous_sha256 TEXT NOT NULL CHECK (length(previous_sha256) = 64),
  key_id TEXT NOT NULL REFERENCES packet_key (id),
  signature BLOB NOT NULL CHECK (length(signature) = 64),
  created_at TEXT NOT NULL,
  PRIMARY KEY (epoch, seq)
) STRICT;

CREATE INDEX packet_by_event ON packet (event_seq);

CREATE TRIGGER packet_is_immutable BEFORE UPDATE ON packet
WHEN NOT (NEW.bytes IS NULL AND NEW.epoch = OLD.epoch AND NEW.seq = OLD.seq AND NEW.sha256 = OLD.sha256 AND NEW.previous_sha256 = OLD.previous_sha256
  AND NEW.key_id = OLD.key_id AND NEW.signature = OLD.signature AND NEW.event_seq = OLD.event_seq AND NEW.kind = OLD.kind
  AND EXISTS (SELECT 1 FROM packet_delivery d WHERE d.epoch = OLD.epoch AND d.seq = OLD.seq AND d.state = 'receipted'))
BEGIN SELECT RAISE (ABORT, 'packet is immutable'); END;

CREATE TRIGGER packet_is_never_deleted BEFORE DELETE ON packet BEGIN SELECT RAISE (ABORT, 'packet is never deleted'); END;

CREATE TABLE packet_delivery (
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'receipted', 'refused')),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt_at TEXT,
  last_error TEXT CHECK (last_error IS NULL OR json_valid(last_error)),
  receipt BLOB,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (epoch, seq),
  FOREIGN KEY (epoch, seq) REFERENCES packet (epoch, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX packet_delivery_unsent ON packet_delivery (state, next_attempt_at) WHERE state <> 'receipted';

CREATE TABLE packet_key (
  id TEXT PRIMARY KEY,
  public_key BLOB NOT NULL,
  private_key BLOB,
  created_at TEXT NOT NULL,
  retired_at TEXT
) STRICT;

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

CREATE TABLE page_clean_up (
  page_id TEXT PRIMARY KEY REFERENCES scanned_page (id),
  clean_up TEXT NOT NULL CHECK (json_valid(clean_up)),
  chosen_at TEXT NOT NULL,
  chosen_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE page_note (
  page_id TEXT PRIMARY KEY REFERENCES scanned_page (id),
  picture TEXT NOT NULL CHECK (picture IN ('with', 'without')),
  marked_at TEXT NOT NULL,
  marked_by TEXT NOT NULL REFERENCES app_user (id)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE page_search USING fts5 (
  words, content = '', contentless_delete = 1, detail = none, prefix = '2 3 4',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co'"
);

CREATE TABLE 'page_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'page_search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'page_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'page_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE page_text (
  -- The place of its words in the index: what was read last stands last.
  seq INTEGER PRIMARY KEY,
  page_id TEXT NOT NULL UNIQUE REFERENCES scanned_page (id),
  engine TEXT CHECK (engine IN ('native', 'shipped')),
  -- Each word with its place on the page. Null where the page could not be read, and the problem says why.
  words TEXT CHECK (words IS NULL OR json_valid(words)),
  problem TEXT,
  read_at TEXT NOT NULL,
  CHECK ((words IS NULL) <> (problem IS NULL)),
  CHECK ((words IS NULL) = (engine IS NULL))
) STRICT;

CREATE TABLE page_thumbnail (
  page_id TEXT PRIMARY KEY REFERENCES scanned_page (id),
  -- Null where none could be made, and the problem says why.
  sha256 TEXT REFERENCES blob (sha256),
  problem TEXT,
  drawn_at TEXT NOT NULL,
  CHECK ((sha256 IS NULL) <> (problem IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX page_thumbnail_by_file ON page_thumbnail (sha256) WHERE sha256 IS NOT NULL;

CREATE TABLE page_to_draw (
  page_id TEXT PRIMARY KEY REFERENCES scanned_page (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE page_to_measure (
  page_id TEXT PRIMARY KEY REFERENCES scanned_page (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE page_to_read (
  page_id TEXT PRIMARY KEY REFERENCES scanned_page (id)
) STRICT, WITHOUT ROWID;

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
  updated_at TEXT NOT NULL, act TEXT NOT NULL DEFAULT 'copy' CHECK (act IN ('copy', 'signature', 'fingerprint', 'unable-to-sign', 'translator',
  'translator-collaborator', 'transaction', 'amendment', 'correction', 'will', 'inheritance-division', 'inheritance-refusal')), detail TEXT NOT NULL DEFAULT '', people TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(people) AND (act = 'copy') = (json_array_length(people) = 0)), cover_at TEXT,
  UNIQUE (dossier_id, position),
  CHECK ((state IN ('compared', 'withdrawn', 'returned')) = (entry_id IS NULL)),
  CHECK ((state = 'returned') = (return_reason IS NOT NULL))
) STRICT;

CREATE INDEX paper_copy_by_state ON paper_copy (state, compared_at, position);

CREATE TABLE paper_facts (
  dossier_id TEXT NOT NULL,
  component_id TEXT NOT NULL,
  -- The schema of shared/domain/digitisation/paper-facts.ts.
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  kind TEXT NOT NULL,
  -- By which number the holder is found; null of somebody who has none.
  holder_number TEXT,
  holder_old_number TEXT,
  -- Fields whose value somebody took over from what was read on the page.
  suggested TEXT NOT NULL CHECK (json_valid(suggested)),
  -- Fields that the national data ask for and that were still lacking.
  lacking TEXT NOT NULL CHECK (json_valid(lacking)),
  said_at TEXT NOT NULL,
  said_by TEXT NOT NULL REFERENCES app_user (id),
  PRIMARY KEY (dossier_id, component_id),
  FOREIGN KEY (dossier_id, component_id) REFERENCES dossier_component (dossier_id, component_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX paper_facts_by_holder ON paper_facts (holder_number) WHERE holder_number IS NOT NULL;

CREATE INDEX paper_facts_by_old_number ON paper_facts (holder_old_number) WHERE holder_old_number IS NOT NULL;

CREATE TABLE personal_value (
  commitment TEXT PRIMARY KEY CHECK (length(commitment) = 64),
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT,
  salt BLOB CHECK (salt IS NULL OR length(salt) = 16),
  recorded_at TEXT NOT NULL,
  erased_at TEXT,
  CHECK ((erased_at IS NULL) = (value IS NOT NULL) AND (value IS NULL) = (salt IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX personal_value_by_subject ON personal_value (subject_kind, subject_id);

CREATE TABLE place (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('province', 'commune')),
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  parent_id TEXT REFERENCES place (id),
  valid_from TEXT,
  valid_to TEXT,
  verified INTEGER NOT NULL CHECK (verified IN (0, 1)),
  source TEXT NOT NULL
) STRICT;

CREATE INDEX place_by_parent ON place (parent_id, name);

CREATE TABLE place_succession (
  predecessor_id TEXT NOT NULL,
  successor_id TEXT NOT NULL REFERENCES place (id),
  predecessor_name TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  PRIMARY KEY (predecessor_id, successor_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE print_line (
  run_id TEXT NOT NULL REFERENCES print_run (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  paper_sha256 TEXT NOT NULL REFERENCES blob (sha256),
  number INTEGER NOT NULL CHECK (number >= 1),
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX print_line_by_paper ON print_line (paper_sha256);

CREATE TABLE print_log (
  id TEXT PRIMARY KEY,
  paper_id TEXT NOT NULL REFERENCES drawn_paper (id),
  printer TEXT NOT NULL,
  printed_at TEXT NOT NULL,
  printed_by TEXT NOT NULL REFERENCES app_user (id)
, run_id TEXT REFERENCES print_run (id)) STRICT;

CREATE INDEX print_log_by_paper ON print_log (paper_id, printed_at);

CREATE INDEX print_log_by_run ON print_log (run_id);

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

CREATE INDEX print_run_by_sent ON print_run (sent_sha256);

CREATE INDEX print_run_open ON print_run (state) WHERE ended_at IS NULL;

CREATE INDEX print_run_unseen ON print_run (asked_by) WHERE seen_at IS NULL AND state IN ('failed', 'unknown');

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

CREATE INDEX progress_entry_aside ON progress_entry (arrived_at) WHERE outcome = 'aside';

CREATE INDEX progress_entry_by_dossier ON progress_entry (dossier_id, number);

CREATE INDEX progress_entry_by_id ON progress_entry (entry_id);

CREATE TRIGGER progress_entry_is_kept BEFORE DELETE ON progress_entry BEGIN SELECT RAISE (ABORT, 'progress_entry is append-only'); END;

CREATE TRIGGER progress_entry_text_is_immutable BEFORE UPDATE OF sha256, text, signature ON progress_entry
BEGIN SELECT RAISE (ABORT, 'progress_entry is immutable'); END;

CREATE TABLE repeated_dossier (
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  other_id TEXT NOT NULL REFERENCES dossier (id),
  reason TEXT,
  PRIMARY KEY (dossier_id, other_id),
  CHECK (dossier_id <> other_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE request_answer (
  request_id TEXT PRIMARY KEY,
  command TEXT NOT NULL,
  actor_id TEXT,
  input_sha256 TEXT NOT NULL CHECK (length(input_sha256) = 64),
  answer TEXT NOT NULL CHECK (json_valid(answer)),
  answered_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX request_answer_by_age ON request_answer (answered_at);

CREATE TABLE reused_copy (
  copy_id TEXT PRIMARY KEY REFERENCES digital_copy (id),
  from_dossier TEXT NOT NULL REFERENCES dossier (id),
  -- Null where it is the dossier's result.
  from_component TEXT,
  -- Of the result, in the national list (MaKetQuaThayThe).
  result_code TEXT CHECK (result_code IS NULL OR from_component IS NULL)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER reused_copy_is_immutable BEFORE UPDATE ON reused_copy BEGIN SELECT RAISE (ABORT, 'reused_copy is append-only'); END;

CREATE TRIGGER reused_copy_is_kept BEFORE DELETE ON reused_copy BEGIN SELECT RAISE (ABORT, 'reused_copy is append-only'); END;

CREATE TRIGGER reused_copy_is_read AFTER INSERT ON reused_copy
BEGIN INSERT INTO file_to_read (sha256) SELECT c.sha256 FROM digital_copy c WHERE c.id = NEW.copy_id
  AND NOT EXISTS (SELECT 1 FROM file_to_read WHERE sha256 = c.sha256) AND NOT EXISTS (SELECT 1 FROM file_text WHERE sha256 = c.sha256); END;

CREATE TABLE revocation_data (
  -- What is spoken about: the issuer of a list, the one certificate of an OCSP response (SHA-256 of the certificate).
  about TEXT NOT NULL CHECK (length(about) = 64),
  kind TEXT NOT NULL CHECK (kind IN ('crl', 'ocsp')),
  issuer TEXT NOT NULL,
  as_of TEXT NOT NULL,
  next_update TEXT,
  -- The address, or NULL for a file that a person brought.
  source TEXT,
  data BLOB NOT NULL,
  fetched_at TEXT NOT NULL,
  PRIMARY KEY (about, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_view (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES app_user (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  -- The name without case: one person has each once.
  name_key TEXT NOT NULL,
  -- Whether everybody of the office sees it.
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
  text TEXT NOT NULL CHECK (length(text) <= 200),
  filter TEXT NOT NULL CHECK (json_valid(filter) AND json_type(filter) = 'object'),
  columns TEXT NOT NULL CHECK (json_valid(columns) AND json_type(columns) = 'array'),
  saved_at TEXT NOT NULL,
  UNIQUE (owner_id, name_key)
) STRICT;

CREATE TABLE scanned_page (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL,
  component_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  dpi INTEGER CHECK (dpi IS NULL OR dpi > 0),
  source TEXT NOT NULL,
  added_at TEXT NOT NULL,
  added_by TEXT NOT NULL REFERENCES app_user (id),
  set_aside_at TEXT, replaces TEXT REFERENCES scanned_page (id),
  FOREIGN KEY (dossier_id, component_id) REFERENCES dossier_component (dossier_id, component_id)
) STRICT;

CREATE INDEX scanned_page_by_component ON scanned_page (dossier_id, component_id, position);

CREATE INDEX scanned_page_by_file ON scanned_page (sha256);

CREATE TRIGGER scanned_page_is_drawn AFTER INSERT ON scanned_page BEGIN INSERT INTO page_to_draw (page_id) VALUES (NEW.id); END;

CREATE TRIGGER scanned_page_is_measured AFTER INSERT ON scanned_page BEGIN INSERT INTO page_to_measure (page_id) VALUES (NEW.id); END;

CREATE TRIGGER scanned_page_is_read AFTER INSERT ON scanned_page BEGIN INSERT INTO page_to_read (page_id) VALUES (NEW.id); END;

CREATE TABLE schema_migration (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  applied_at TEXT NOT NULL
) STRICT;

CREATE TABLE search_due (
  dossier_id TEXT PRIMARY KEY REFERENCES dossier (id),
  backlog INTEGER NOT NULL DEFAULT 0 CHECK (backlog IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX search_due_in_order ON search_due (backlog, dossier_id);

CREATE TABLE search_entry (
  -- The place in the order of reception: minutes times 16, and the next free number after it. The index's rows have the same numbers.
  seq INTEGER PRIMARY KEY,
  dossier_id TEXT NOT NULL UNIQUE REFERENCES dossier (id),
  -- What can be found, in lower case with its marks: codes, names, numbers, addresses, procedure, request.
  text TEXT NOT NULL
, words TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE search_listing (
  -- The place of the dossier's entry.
  seq INTEGER PRIMARY KEY REFERENCES search_entry (seq),
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  code TEXT NOT NULL,
  procedure_code TEXT NOT NULL,
  procedure_name TEXT NOT NULL,
  state TEXT NOT NULL,
  received_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  channel TEXT NOT NULL,
  processing_owner TEXT NOT NULL,
  received_by TEXT NOT NULL REFERENCES app_user (id),
  submitter_name TEXT NOT NULL,
  owner_name TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  -- Why a void dossier is void.
  voided_for TEXT
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE signed_elsewhere (
  sha256 TEXT PRIMARY KEY REFERENCES blob (sha256),
  seen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE INDEX signed_paper_by_file ON signed_paper (sha256);

CREATE TRIGGER signed_paper_is_immutable BEFORE UPDATE ON signed_paper BEGIN SELECT RAISE (ABORT, 'signed_paper is append-only'); END;

CREATE TRIGGER signed_paper_is_kept BEFORE DELETE ON signed_paper BEGIN SELECT RAISE (ABORT, 'signed_paper is append-only'); END;

CREATE TABLE signing_key (
  id TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('officer', 'agency')),
  label TEXT NOT NULL,
  device_id TEXT NOT NULL REFERENCES device (id),
  source TEXT NOT NULL CHECK (json_valid(source)),
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
  subject TEXT NOT NULL,
  issuer TEXT NOT NULL,
  not_after TEXT NOT NULL,
  certificate BLOB NOT NULL,
  chain TEXT NOT NULL CHECK (json_valid(chain)),
  added_at TEXT NOT NULL,
  retired_at TEXT
, holder_id TEXT REFERENCES app_user (id) CHECK (holder_id IS NULL OR role = 'officer')) STRICT;

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

CREATE INDEX stack_page_by_file ON stack_page (sha256);

CREATE INDEX stack_page_waiting ON stack_page (arrived_at, run_id, position) WHERE place = 'undecided';

CREATE TRIGGER stack_page_is_kept BEFORE DELETE ON stack_page BEGIN SELECT RAISE (ABORT, 'stack_page is kept'); END;

CREATE TRIGGER stack_page_keeps_its_picture BEFORE UPDATE OF id, run_id, position, sha256, arrived_at ON stack_page
BEGIN SELECT RAISE (ABORT, 'stack_page keeps its picture'); END;

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

CREATE TABLE store_look (
  id TEXT PRIMARY KEY,
  looked_at TEXT NOT NULL,
  looked_by TEXT NOT NULL REFERENCES app_user (id),
  holder_number TEXT NOT NULL,
  -- Null where it was no dossier's: the reason says why then.
  dossier_id TEXT REFERENCES dossier (id),
  reason TEXT NOT NULL CHECK (dossier_id IS NOT NULL OR length(reason) > 0),
  found INTEGER NOT NULL CHECK (found >= 0)
) STRICT;

CREATE INDEX store_look_by_holder ON store_look (holder_number, looked_at);

CREATE INDEX store_look_by_time ON store_look (looked_at);

CREATE TRIGGER store_look_is_immutable BEFORE UPDATE ON store_look BEGIN SELECT RAISE (ABORT, 'store_look is append-only'); END;

CREATE TRIGGER store_look_is_kept BEFORE DELETE ON store_look BEGIN SELECT RAISE (ABORT, 'store_look is append-only'); END;

CREATE TABLE store_revocation (
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  -- '' where it is the dossier's result.
  component_id TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  revoked_at TEXT NOT NULL,
  revoked_by TEXT NOT NULL REFERENCES app_user (id),
  PRIMARY KEY (dossier_id, component_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER store_revocation_is_immutable BEFORE UPDATE ON store_revocation BEGIN SELECT RAISE (ABORT, 'store_revocation is append-only'); END;

CREATE TRIGGER store_revocation_is_kept BEFORE DELETE ON store_revocation BEGIN SELECT RAISE (ABORT, 'store_revocation is append-only'); END;

CREATE TABLE transfer (
  id TEXT PRIMARY KEY,
  year TEXT NOT NULL CHECK (length(year) = 4),
  number INTEGER NOT NULL CHECK (number >= 1),
  unit TEXT NOT NULL,
  prepared_at TEXT NOT NULL,
  prepared_by TEXT NOT NULL REFERENCES app_user (id),
  UNIQUE (year, number)
) STRICT;

CREATE TABLE transfer_item (
  transfer_id TEXT NOT NULL REFERENCES transfer (id),
  dossier_id TEXT NOT NULL REFERENCES dossier (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  original INTEGER NOT NULL CHECK (original >= 0),
  certified INTEGER NOT NULL CHECK (certified >= 0),
  photocopy INTEGER NOT NULL CHECK (photocopy >= 0),
  given_at TEXT,
  given_by TEXT REFERENCES app_user (id),
  taken_at TEXT,
  taken_by TEXT REFERENCES app_user (id),
  -- Who took it on the other side.
  taker TEXT,
  left_out_at TEXT,
  PRIMARY KEY (transfer_id, dossier_id),
  CHECK ((given_at IS NULL) = (given_by IS NULL)),
  CHECK ((taken_at IS NULL) = (taken_by IS NULL) AND (taken_at IS NULL) = (taker IS NULL)),
  CHECK (taken_at IS NULL OR given_at IS NOT NULL),
  CHECK (left_out_at IS NULL OR given_at IS NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX transfer_item_by_dossier ON transfer_item (dossier_id);

CREATE UNIQUE INDEX transfer_item_open ON transfer_item (dossier_id) WHERE taken_at IS NULL AND left_out_at IS NULL;

CREATE TABLE tray_file (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- Of the file as it came; NULL of a refused one.
  sha256 TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('images', 'pdf', 'refused')),
  -- Stored pages [{"sha256", "dpi"}] of pictures, in order; the document itself of a PDF.
  files TEXT NOT NULL CHECK (json_valid(files)),
  page_count INTEGER NOT NULL,
  refusal TEXT,
  arrived_at TEXT NOT NULL,
  outcome TEXT CHECK (outcome IN ('filed', 'dropped')),
  settled_at TEXT,
  settled_by TEXT REFERENCES app_user (id),
  dossier_id TEXT REFERENCES dossier (id),
  component_id TEXT,
  CHECK ((kind = 'refused') = (refusal IS NOT NULL)),
  CHECK ((kind = 'refused') = (json_array_length(files) = 0)),
  CHECK ((outcome IS NULL) = (settled_at IS NULL) AND (outcome IS NULL) = (settled_by IS NULL)),
  CHECK ((outcome IS 'filed') = (dossier_id IS NOT NULL) AND (dossier_id IS NULL) = (component_id IS NULL)),
  CHECK (kind <> 'refused' OR outcome IS NOT 'filed')
) STRICT;

CREATE INDEX tray_file_by_dossier ON tray_file (dossier_id) WHERE dossier_id IS NOT NULL;

CREATE INDEX tray_file_waiting ON tray_file (arrived_at, id) WHERE outcome IS NULL;

CREATE TRIGGER files_of_tray_are_listed AFTER INSERT ON tray_file
BEGIN
  INSERT OR IGNORE INTO listed_file (sha256, listed_in, list_id)
    SELECT f.value, 'tray', NEW.id FROM json_tree(NEW.files) f
    WHERE f.type = 'text' AND length(f.value) = 64 AND f.value NOT GLOB '*[^0-9a-f]*';
  INSERT OR IGNORE INTO listed_file (sha256, listed_in, list_id) SELECT NEW.sha256, 'tray', NEW.id WHERE NEW.sha256 IS NOT NULL;
END;

CREATE TABLE trust_anchor (
  fingerprint TEXT PRIMARY KEY CHECK (length(fingerprint) = 64),
  subject TEXT NOT NULL,
  certificate BLOB NOT NULL,
  added_at TEXT NOT NULL,
  removed_at TEXT
) STRICT, WITHOUT ROWID;

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

CREATE TABLE user_role (
  user_id TEXT NOT NULL REFERENCES app_user (id),
  role TEXT NOT NULL CHECK (role IN ('clerk', 'certifying-officer', 'seal-keeper', 'processing-officer', 'approving-leader', 'head', 'administrator')),
  valid_from TEXT NOT NULL,
  valid_to TEXT CHECK (valid_to IS NULL OR valid_to >= valid_from),
  granted_by TEXT REFERENCES app_user (id),
  PRIMARY KEY (user_id, role, valid_from)
) STRICT, WITHOUT ROWID;

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

CREATE INDEX work_turn_by_holder ON work_turn (holder_id, due_at) WHERE ended_at IS NULL;

CREATE UNIQUE INDEX work_turn_open ON work_turn (dossier_id) WHERE ended_at IS NULL;
