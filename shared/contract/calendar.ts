import * as z from 'zod';
import { OFFICE_DAY_KINDS, OfficeCalendar } from '../domain/deadline/office-calendar.ts';
import { OfficeHours } from '../domain/deadline/working-calendar.ts';
import { DossierId } from '../types/ids.ts';
import { InstantText, oneLine, PlainDateText } from '../types/text.ts';
import { DeadlineStep } from './catalogue.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

const none = z.object({});

/** The working calendar of the office, its changes, and the printed appointments that a change touches; none of them moves by itself. */
export const calendar = {
  /** The days of this year and later that are not what their weekday says, the opening times, and what the office itself said. */
  get: query('office:see')
    .input(queryInput({}))
    .output(
      z.object({
        days: z.array(
          z.object({
            date: PlainDateText,
            kind: z.enum(OFFICE_DAY_KINDS),
            name: z.string(),
            legal: z.string().nullable(),
            verified: z.boolean(),
            ours: z.boolean(),
          }),
        ),
        officeHours: OfficeHours,
        own: OfficeCalendar,
        versions: z.array(
          z.object({
            number: z.number().int(),
            basis: z.string(),
            enteredAt: InstantText,
            enteredBy: z.string(),
          }),
        ),
      }),
    ),
  /** Says all that the office has to say of its calendar; what was said before stays as a version. */
  change: command('office:administer')
    .input(commandInput({ after: z.int().min(0), content: OfficeCalendar, basis: oneLine(200) }))
    .output(z.object({ number: z.number().int(), affected: z.number().int(), packetSeq: z.number().int() }))
    .errors({
      CALENDAR_CHANGED_MEANWHILE: { status: 409, data: z.object({ by: z.string(), at: InstantText }) },
      CALENDAR_DAY_TWICE: { status: 422, data: z.object({ date: PlainDateText }) },
      CALENDAR_DAY_WRONG: { status: 422, data: z.object({ date: PlainDateText }) },
      CALENDAR_NOT_ANNOUNCED: { status: 409, data: z.object({ year: z.number() }) },
      CALENDAR_UNCHANGED: { status: 409, data: none },
    }),
  /** Dossiers at work whose printed appointment would be another one by the calendar of today, undecided first. */
  affected: query('dossier:see')
    .input(queryInput({}))
    .output(
      z.object({
        rows: z.array(
          z.object({
            dossierId: DossierId,
            code: z.string(),
            procedureName: z.string(),
            ownerName: z.string(),
            /** Who holds it here; null when nobody does. */
            holder: z.string().nullable(),
            version: z.number().int(),
            promisedAt: InstantText,
            reckonedAt: InstantText,
            /** Days that today's calendar adds to the explanation, and those that it no longer has. */
            added: z.array(DeadlineStep),
            gone: z.array(DeadlineStep),
          }),
        ),
      }),
    ),
  /** The office keeps the printed appointment in spite of the change; the other ways are an extension and an apology (life). */
  keepPromise: command('dossier:process')
    .input(commandInput({ dossierId: DossierId, version: z.int().min(1), reason: oneLine(500) }))
    .output(none)
    .errors({
      DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) },
      PROMISE_NOT_AFFECTED: { status: 409, data: none },
    }),
};
