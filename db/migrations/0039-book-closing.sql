-- Closed books of certification (Điều 13 Nghị định 23/2015/NĐ-CP): their totals as they were signed. A number is never given in a closed book again.
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
CREATE TRIGGER book_entry_not_in_a_closed_book BEFORE INSERT ON book_entry WHEN EXISTS (SELECT 1 FROM book_closing c WHERE c.book = new.book)
BEGIN SELECT RAISE (ABORT, 'a closed book takes no numbers'); END;
