-- Receipts for fees that were paid at the window. A number belongs to its form sign, symbol and year; rows stay, a receipt that was wrong is
-- cancelled by an entry of its own, and no number is given again.
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
CREATE INDEX fee_receipt_by_dossier ON fee_receipt (dossier_id);
CREATE INDEX fee_receipt_by_day ON fee_receipt (issued_at);

CREATE TABLE fee_receipt_line (
  receipt_id TEXT NOT NULL REFERENCES fee_receipt (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  fee_id TEXT NOT NULL,
  name TEXT NOT NULL,
  nature TEXT NOT NULL CHECK (nature IN ('fee', 'charge', 'both')),
  amount_vnd INTEGER NOT NULL CHECK (amount_vnd > 0),
  PRIMARY KEY (receipt_id, fee_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE fee_receipt_cancelled (
  receipt_id TEXT PRIMARY KEY REFERENCES fee_receipt (id),
  reason TEXT NOT NULL CHECK (length(reason) >= 1),
  cancelled_at TEXT NOT NULL,
  cancelled_by TEXT NOT NULL REFERENCES app_user (id),
  -- The head who approved it, by name as they were called then.
  approver TEXT NOT NULL
) STRICT;

-- The one paper of a receipt: whatever is printed later is that paper again.
CREATE TABLE fee_receipt_paper (
  receipt_id TEXT PRIMARY KEY REFERENCES fee_receipt (id),
  paper_id TEXT NOT NULL UNIQUE REFERENCES drawn_paper (id)
) STRICT;

-- A fee of a dossier has one receipt that stands.
CREATE TRIGGER fee_receipt_once BEFORE INSERT ON fee_receipt_line
WHEN EXISTS (
  SELECT 1 FROM fee_receipt_line l JOIN fee_receipt r ON r.id = l.receipt_id
  WHERE l.fee_id = NEW.fee_id AND r.dossier_id = (SELECT dossier_id FROM fee_receipt WHERE id = NEW.receipt_id)
    AND NOT EXISTS (SELECT 1 FROM fee_receipt_cancelled c WHERE c.receipt_id = r.id))
BEGIN SELECT RAISE (ABORT, 'the fee has a receipt'); END;
CREATE TRIGGER fee_receipt_is_immutable BEFORE UPDATE OF dossier_id, form_sign, symbol, year, number, tax_code, method, amount_vnd, issued_at, issued_by
ON fee_receipt BEGIN SELECT RAISE (ABORT, 'fee_receipt is append-only'); END;
CREATE TRIGGER fee_receipt_is_kept BEFORE DELETE ON fee_receipt BEGIN SELECT RAISE (ABORT, 'fee_receipt is append-only'); END;
CREATE TRIGGER fee_receipt_line_is_immutable BEFORE UPDATE ON fee_receipt_line BEGIN SELECT RAISE (ABORT, 'fee_receipt_line is append-only'); END;
CREATE TRIGGER fee_receipt_line_is_kept BEFORE DELETE ON fee_receipt_line BEGIN SELECT RAISE (ABORT, 'fee_receipt_line is append-only'); END;
CREATE TRIGGER fee_receipt_cancelled_is_immutable BEFORE UPDATE ON fee_receipt_cancelled BEGIN SELECT RAISE (ABORT, 'fee_receipt_cancelled is append-only'); END;
CREATE TRIGGER fee_receipt_cancelled_is_kept BEFORE DELETE ON fee_receipt_cancelled BEGIN SELECT RAISE (ABORT, 'fee_receipt_cancelled is append-only'); END;

-- Visits that ended with guidance instead of a reception: no dossier, no code of one.
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
