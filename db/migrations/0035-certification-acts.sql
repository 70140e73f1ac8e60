-- Signatures, fingerprints, translators and transactions go the way of paper copies (Điều 23 đến Điều 40 Nghị định 23/2015/NĐ-CP): what is certified, who signs it, and
-- what its statement must say beside the title. What was there before are copies.
ALTER TABLE paper_copy ADD COLUMN act TEXT NOT NULL DEFAULT 'copy' CHECK (act IN ('copy', 'signature', 'fingerprint', 'unable-to-sign', 'translator',
  'translator-collaborator', 'transaction', 'amendment', 'correction', 'will', 'inheritance-division', 'inheritance-refusal'));
-- Languages of a translation, or the transaction that was certified before.
ALTER TABLE paper_copy ADD COLUMN detail TEXT NOT NULL DEFAULT '';
-- Who signs, with the numbers of their papers, as column (3) of their books has them; empty for copies.
ALTER TABLE paper_copy ADD COLUMN people TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(people) AND (act = 'copy') = (json_array_length(people) = 0));
ALTER TABLE book_entry ADD COLUMN people TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(people));
