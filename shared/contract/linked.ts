import * as z from 'zod';
import { LINKED_AGENCIES } from '../domain/catalogue/procedure-catalogue.ts';
import { LINKED_STATES } from '../domain/dossier/linked-children.ts';
import { InstantText, oneLine } from '../types/text.ts';
import { command, commandInput } from './procedure.ts';

/** One procedure of a linked dossier. */
export const LinkedView = z.object({
  childId: z.uuid(),
  code: z.string(),
  name: z.string(),
  agency: z.enum(LINKED_AGENCIES),
  state: z.enum(LINKED_STATES),
  startedAt: InstantText.nullable(),
  /** While it waits, when it is expected; null where no limit is published. */
  dueAt: InstantText.nullable(),
  /** Past its own appointment: the lateness of its agency. */
  late: z.boolean(),
  endedAt: InstantText.nullable(),
  endedBy: z.string().nullable(),
  outcome: z.string().nullable(),
});
export type LinkedView = z.infer<typeof LinkedView>;

/** A procedure of a linked group before it is received, with the appointment to be expected. */
export const LinkedExpectation = z.object({
  position: z.number().int(),
  name: z.string(),
  agency: z.enum(LINKED_AGENCIES),
  dueAt: InstantText.nullable(),
});

/** Why a choice of branches is refused. */
export const LinkedRefusals = {
  LINKED_CHILD_UNKNOWN: { status: 422, data: z.object({ position: z.number() }) },
  LINKED_BRANCH_NOT_CHOSEN: { status: 422, data: z.object({ names: z.array(z.string()) }) },
} as const;

/** Linked procedures (thủ tục liên thông, Nghị định 63/2024/NĐ-CP): one intake, each procedure with its agency, code and clock. */
export const linked = {
  /** Records what an agency answered; those that waited for it begin, or never do when it is refused. */
  end: command('dossier:process')
    .input(
      commandInput({
        childId: z.uuid(),
        state: z.enum(['done', 'refused']),
        outcome: oneLine(300),
      }),
    )
    .output(z.object({ begun: z.array(z.string()), packetSeq: z.number().int() }))
    .errors({
      LINKED_UNKNOWN: { status: 404, data: z.object({ childId: z.string() }) },
      LINKED_NOT_RUNNING: { status: 409, data: z.object({ state: z.enum(LINKED_STATES) }) },
      DOSSIER_CLOSED: { status: 409, data: z.object({ state: z.string() }) },
      CALENDAR_NOT_ANNOUNCED: { status: 409, data: z.object({ year: z.number() }) },
      OFFICE_HOURS_NOT_SET: { status: 409, data: z.object({ day: z.string() }) },
      LIMIT_NOT_SET: { status: 409, data: z.object({ unit: z.string() }) },
    }),
};
