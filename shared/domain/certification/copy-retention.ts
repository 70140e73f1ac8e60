import * as z from 'zod';
import type { Instant } from '../../types/clock.ts';
import { type DossierState, isOpen } from '../dossier/dossier-state.ts';
import { officeDay, startOfOfficeDay } from '../time/office-time.ts';

const LONGEST_KEEP_DAYS = 30;

/** Days after the day of the last act for which the files of a certification may be given once more: a stick that cannot be read comes back. */
export const CopyKeepDays = z.number().int().min(0).max(LONGEST_KEEP_DAYS);

/** Over a weekend. */
export const USUAL_COPY_KEEP_DAYS = 3;

/** What decides whether the files of a dossier's certifications may go. */
export interface RetentionFacts {
  state: DossierState;
  /** Copies that somebody still works on: in the queues, being signed, or given back to be put up again. */
  unfinished: number;
  /** Certified copies whose newest file was given to nobody on record. */
  undelivered: number;
  /** Certified copies for whose proof an authority is still asked. */
  proving: number;
  /** A paper was refused as a suspected forgery: the pictures may be evidence. */
  forgery: boolean;
  /** When something was last done with a copy or its dossier, or when the program began to destroy files. */
  lastAt: Instant;
  /** Packets of the dossier without the province's receipt, and with it. */
  unsent: number;
  receipted: number;
}

export type Retention = 'unfinished' | 'for-authority' | 'may-be-given-again' | 'awaits-receipt' | 'over';

/**
 * Whether the files of a dossier's certifications are kept. Of copies certified from originals the office keeps nothing (Điều 14 Nghị định 23/2015/NĐ-CP), but nothing
 * goes before the citizen has the copy (given on record; a month after the dossier was handed over where nobody recorded the giving) and the province has everything of the dossier. A dossier that was stopped may be
 * resumed, so it is not at an end; one that ended without a hand-over keeps a copy that is in the book and was given to nobody, until its entry is made void.
 */
export function retentionOf(facts: RetentionFacts, { now, days }: { now: Instant; days: number }): Retention {
  if (facts.forgery) return 'for-authority';
  const hasCitizenAll = facts.state === 'returned' || facts.undelivered === 0;
  const isOver = facts.state === 'result-in' || !(isOpen(facts.state) || facts.state === 'stopped');
  if (!isOver || !hasCitizenAll || facts.unfinished > 0 || facts.proving > 0) return 'unfinished';
  const kept = facts.undelivered > 0 ? LONGEST_KEEP_DAYS : days;
  if (now < startOfOfficeDay(officeDay(facts.lastAt), kept + 1)) return 'may-be-given-again';
  return facts.unsent > 0 || facts.receipted === 0 ? 'awaits-receipt' : 'over';
}
