/** A number of a book as an auditor reads it. */
export interface AuditedEntry {
  id: string;
  book: string;
  number: number;
  certifiedOn: string;
  state: 'pending' | 'issued' | 'void';
}

/** What a number was taken for, electronic or on paper. */
export interface AuditedCopy {
  id: string;
  isIssued: boolean;
  entryId: string | null;
  /** Whether what was issued has its file, whole; paper copies have none. */
  hasFile: boolean;
}

/** What is wrong with books and copies, counted by kind: none of it may ever happen (Điều 13, Điều 20 Nghị định 23/2015/NĐ-CP). */
export function bookFaults(
  entries: readonly AuditedEntry[],
  copies: readonly AuditedCopy[],
  firstNumbers: Readonly<Record<string, number>>,
) {
  const faults = {
    issuedWithoutEntry: 0,
    issuedEntryWithoutFile: 0,
    issuedEntryOfNothing: 0,
    doubled: 0,
    skipped: 0,
    daysBack: 0,
  };
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  for (const { isIssued, entryId, hasFile } of copies) {
    if (!isIssued) continue;
    const entry = entryId === null ? undefined : byId.get(entryId);
    if (entry?.state !== 'issued') faults.issuedWithoutEntry += 1;
    else if (!hasFile) faults.issuedEntryWithoutFile += 1;
  }
  const numbered = new Set(copies.filter(({ isIssued }) => isIssued).map(({ entryId }) => entryId));
  for (const { id, state } of entries)
    if (state === 'issued' && !numbered.has(id)) faults.issuedEntryOfNothing += 1;
  for (const book of new Set(entries.map((entry) => entry.book))) {
    const inBook = entries.filter((entry) => entry.book === book).sort((a, b) => a.number - b.number);
    let expected = firstNumbers[book] ?? 1;
    let day = '';
    for (const { number, certifiedOn } of inBook) {
      if (number < expected) faults.doubled += 1;
      if (number > expected) faults.skipped += 1;
      if (certifiedOn < day) faults.daysBack += 1;
      expected = number + 1;
      day = certifiedOn;
    }
  }
  return faults;
}
