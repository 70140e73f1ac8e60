import * as z from 'zod';
import type { LinkedRow } from '../../../db/repositories/linked-repository.ts';
import { composeDossierCode } from '../../../shared/domain/dossier/dossier-code.ts';
import type { PlannedChild } from '../../../shared/domain/dossier/linked-children.ts';
import {
  composeProvisionalNumber,
  PROVISIONAL_RULE,
} from '../../../shared/domain/dossier/provisional-number.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { Identity } from '../../host/identity.ts';
import type { Work } from '../../host/unit-of-work.ts';

const ChildId = z.uuid();

/**
 * The next code of this installation's range; each is used once, for a dossier or a procedure of a linked one. `provisional`: it is to be no code but a
 * provisional number of the same sequence, because a central service gives the code.
 */
export function takeCode({ numbers, office, today }: Work, provisional = false) {
  const taken = numbers.takeNext('dossier-code', null, today);
  if (taken === undefined || taken.number === null)
    return refuse('CODES_USED_UP', { last: taken?.last ?? 0 });
  const { agencyCode } = office.findOn(today) ?? office.getLatest();
  const parts = { agencyCode, day: today, sequence: taken.number };
  if (provisional) return ok({ code: composeProvisionalNumber(parts), ruleId: PROVISIONAL_RULE });
  return composeDossierCode(parts);
}

/** Writes the procedures of a linked dossier, each with a code of its own; the first ones' clocks start with the reception. */
export function receiveChildren(
  w: Work,
  identity: Identity,
  dossierId: DossierId,
  children: readonly PlannedChild[],
) {
  const written: Pick<LinkedRow, 'code' | 'procedureCode' | 'agency' | 'dueAt'>[] = [];
  for (const { position, code: procedureCode, name, agency, startsAfter, limit, deadline } of children) {
    const coded = takeCode(w);
    if (!coded.ok) return coded;
    const running = startsAfter === 'reception';
    const child = {
      id: identity.newId(ChildId),
      dossierId,
      position,
      code: coded.value.code,
      procedureCode,
      name,
      agency,
      startsAfter,
      limit,
      state: running ? ('running' as const) : ('waiting' as const),
      startedAt: running ? w.now : null,
      due: deadline?.due ?? null,
      dueAt: deadline?.dueAt ?? null,
    };
    w.linked.insert(child);
    written.push({ code: child.code, procedureCode, agency, dueAt: child.dueAt });
  }
  return ok(written);
}
