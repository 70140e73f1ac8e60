import * as z from 'zod';
import type { Permission } from '../domain/people/permissions.ts';
import { InstantText, PlainDateText } from '../types/text.ts';
import { calendar } from './calendar.ts';
import { certify } from './certify.ts';
import { custody } from './custody.ts';
import { delivery } from './delivery.ts';
import { dossier } from './dossier.ts';
import { identity } from './identity.ts';
import { life } from './life.ts';
import { online } from './online.ts';
import { paperCopy } from './paper-copy.ts';
import { type ProcedureMeta, query, queryInput } from './procedure.ts';
import { scan } from './scan.ts';
import { transfer } from './transfer.ts';
import { work } from './work.ts';

interface Asked {
  '~orpc': { meta: ProcedureMeta };
}

/**
 * The work lists of the Today screen in the order of urgency: the procedure that opens each, and the one that works it off. Who may call the
 * second has the list as their own work; who may not call the first is not told of it.
 */
const LISTS = {
  overdue: { opens: dossier.search, works: dossier.recordResult },
  'due-today': { opens: dossier.search, works: dossier.recordResult },
  mine: { opens: work.handOn, works: work.handOn },
  online: { opens: online.list, works: online.accept },
  'to-sign': { opens: certify.queue, works: certify.sign },
  'to-seal': { opens: certify.queue, works: certify.seal },
  'to-sign-files': { opens: certify.unsigned, works: certify.signComponents },
  'to-seal-results': { opens: certify.unsigned, works: certify.sealResults },
  'paper-to-sign': { opens: paperCopy.queue, works: paperCopy.number },
  'paper-to-tick': { opens: paperCopy.queue, works: paperCopy.tick },
  'due-soon': { opens: life.watch, works: life.drawApology },
  drafts: { opens: dossier.drafts, works: dossier.takeDraft },
  'to-call': { opens: life.watch, works: dossier.receive },
  unassigned: { opens: work.assign, works: work.assign },
  promises: { opens: calendar.affected, works: calendar.keepPromise },
  'to-transfer': { opens: transfer.waiting, works: transfer.prepare },
  awaited: { opens: life.awaited, works: life.confirmArrival },
  unacknowledged: { opens: life.watch, works: dossier.acknowledge },
  codeless: { opens: dossier.codeless, works: dossier.linkCode },
  differences: { opens: delivery.progress, works: delivery.settleProgress },
  'to-verify': { opens: identity.unverified, works: identity.recordCheck },
  'copies-lacking': { opens: scan.lacking, works: scan.sayFacts },
  'to-return': { opens: dossier.search, works: dossier.handOver },
  'paper-to-return': { opens: paperCopy.visits, works: paperCopy.handOver },
  asked: { opens: dossier.search, works: life.resume },
  originals: { opens: custody.list, works: custody.giveBack },
  unsent: { opens: delivery.list, works: delivery.sendNow },
} as const satisfies Record<string, { opens: Asked; works: Asked }>;
export type WorkListName = keyof typeof LISTS;

/** The work lists, the most urgent first. */
export const WORK_LISTS = Object.keys(LISTS) as [WorkListName, ...WorkListName[]];

/** What somebody must be permitted to see a work list, and to work it off: as the contract's own procedures say. */
export function neededFor(list: WorkListName): { opens: Permission; works: Permission } {
  const { opens, works } = LISTS[list];
  return { opens: opens['~orpc'].meta.permission, works: works['~orpc'].meta.permission };
}

const WorkListId = z.enum(WORK_LISTS);

/** What waits, for the caller and for others; every figure is derived from the records at the moment of the question. */
export const today = {
  get: query('today:see')
    .input(queryInput({}))
    .output(
      z.object({
        date: PlainDateText,
        now: InstantText,
        /** The most urgent first. */
        lists: z.array(
          z.object({
            list: WorkListId,
            /** Whether the caller may work it off. */
            mine: z.boolean(),
            count: z.number().int().nonnegative(),
            oldestAt: InstantText.nullable(),
          }),
        ),
      }),
    ),
  /** The most urgent thing that the caller can do now, on the lists that are theirs and not in another person's hands. */
  next: query('today:see')
    .input(
      queryInput({
        /** Keys of what the caller has passed over; once nothing else is left the first one comes again. */
        passed: z.array(z.string().max(64)).max(200).default([]),
      }),
    )
    .output(
      z.object({
        task: z
          .object({
            list: WorkListId,
            key: z.string(),
            /** The dossier, the online submission or the draft that is to be opened. */
            opens: z.string(),
            /** Its code; null for a draft, which has none. */
            code: z.string().nullable(),
          })
          .nullable(),
        again: z.boolean(),
      }),
    ),
};
