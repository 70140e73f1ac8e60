import * as z from 'zod';
import { DOSSIER_ACTIONS, DOSSIER_STATES } from '../domain/dossier/dossier-state.ts';
import { TURN_OUTCOMES, WORK_ROLES } from '../domain/dossier/work-course.ts';
import { DossierId, UserId } from '../types/ids.ts';
import { InstantText, oneLine } from '../types/text.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

/** The turns and the course of a dossier, as its screen shows them. */
export const WorkView = z.object({
  /** False where another agency does the work; its steps are not known here. */
  here: z.boolean(),
  course: z.array(z.object({ name: z.string().nullable(), role: z.enum(WORK_ROLES) })),
  /** The step that an assignment would begin; null while somebody holds the dossier or all is approved. */
  next: z.number().int().nullable(),
  turns: z.array(
    z.object({
      number: z.number().int(),
      position: z.number().int(),
      step: z.string().nullable(),
      role: z.enum(WORK_ROLES),
      holderId: UserId,
      holder: z.string(),
      note: z.string(),
      begunAt: InstantText,
      begunBy: z.string(),
      dueAt: InstantText.nullable(),
      late: z.boolean(),
      endedAt: InstantText.nullable(),
      endedBy: z.string().nullable(),
      outcome: z.enum(TURN_OUTCOMES).nullable(),
      endNote: z.string().nullable(),
    }),
  ),
});
export type WorkView = z.infer<typeof WorkView>;

/** The number of the last turn that the person saw, 0 for none: what happened since is never overwritten. */
const After = z.int().min(0).max(10_000);
const Position = z.int().min(0).max(100);
const Note = oneLine(500, 0);

const NotNow = {
  DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) },
  ACTION_NOT_ALLOWED: {
    status: 409,
    data: z.object({ state: z.enum(DOSSIER_STATES), action: z.enum(DOSSIER_ACTIONS) }),
  },
  /** Somebody moved it since the window showed it; `holder` is who has it now, empty when nobody does. */
  WORK_MOVED_ON: { status: 409, data: z.object({ holder: z.string(), by: z.string(), at: InstantText }) },
} as const;
const HolderOnly = { NOT_THE_HOLDER: { status: 403, data: z.object({ holder: z.string() }) } } as const;
const Person = {
  PERSON_CANNOT_HOLD: { status: 422, data: z.object({ name: z.string() }) },
  STEP_NOT_NEXT: { status: 422, data: z.object({}) },
} as const;

/** The turn that is open now; null after an approval and when the dossier lies with nobody. */
const Moved = z.object({
  state: z.enum(DOSSIER_STATES),
  turn: z.number().int().nullable(),
  dueAt: InstantText.nullable(),
  packetSeq: z.number().int(),
});

const Listed = {
  dossierId: DossierId,
  code: z.string(),
  procedureName: z.string(),
  ownerName: z.string(),
  state: z.enum(DOSSIER_STATES),
  dossierDueAt: InstantText,
};

/** Who works on a dossier between reception and return: assigned, handed on step by step, approved (Điều 18 Nghị định 118/2025/NĐ-CP). */
export const work = {
  /** Begins a step with a person; the dossier is at work from then on. */
  assign: command('dossier:assign')
    .input(
      commandInput({ dossierId: DossierId, after: After, position: Position, holderId: UserId, note: Note }),
    )
    .output(Moved)
    .errors({ ...NotNow, ...Person }),
  /** Takes a dossier from who holds it, with the reason; it can be assigned anew. */
  takeBack: command('dossier:assign')
    .input(commandInput({ dossierId: DossierId, after: After, reason: oneLine(500) }))
    .output(Moved)
    .errors(NotNow),
  /** The holder passes it to another person of the same step, or to the next step. */
  handOn: command('dossier:process')
    .input(
      commandInput({ dossierId: DossierId, after: After, position: Position, holderId: UserId, note: Note }),
    )
    .output(Moved)
    .errors({ ...NotNow, ...HolderOnly, ...Person }),
  /** The signer approves what was prepared. */
  approve: command('dossier:approve')
    .input(commandInput({ dossierId: DossierId, after: After, note: Note }))
    .output(Moved)
    .errors({ ...NotNow, ...HolderOnly }),
  /** The signer sends it back to a processor, with the reason. */
  sendBack: command('dossier:approve')
    .input(commandInput({ dossierId: DossierId, after: After, holderId: UserId, reason: oneLine(500) }))
    .output(Moved)
    .errors({ ...NotNow, ...HolderOnly, ...Person }),
  /** Who may hold a dossier at which kind of step, and how many they hold. */
  people: query('dossier:process')
    .input(queryInput({}))
    .output(
      z.object({
        people: z.array(
          z.object({
            userId: UserId,
            name: z.string(),
            jobTitle: z.string(),
            roles: z.array(z.enum(WORK_ROLES)),
            holds: z.number().int(),
          }),
        ),
      }),
    ),
  /** What the caller holds; and, for those who may assign, what nobody works on. */
  mine: query('dossier:see')
    .input(queryInput({}))
    .output(
      z.object({
        mine: z.array(
          z.object({
            ...Listed,
            step: z.string().nullable(),
            role: z.enum(WORK_ROLES),
            begunAt: InstantText,
            dueAt: InstantText.nullable(),
            late: z.boolean(),
            waits: z.boolean(),
          }),
        ),
        unassigned: z.array(
          z.object({
            ...Listed,
            receivedAt: InstantText,
            /** Who still holds it although their account ended. */
            holder: z.string().nullable(),
          }),
        ),
        /** How many there are of each; what is listed ends at some hundreds. */
        totals: z.object({ mine: z.number().int(), unassigned: z.number().int() }),
      }),
    ),
};
