import * as z from 'zod';
import { PARTY_ROLES } from '../domain/dossier/correction.ts';
import { Party, PersonIdentity } from '../domain/dossier/party.ts';
import {
  CHECK_OCCASIONS,
  CHECKED_ROLES,
  IDENTITY_METHODS,
  WINDOW_METHODS,
} from '../domain/identity/identity-check.ts';
import { DossierId } from '../types/ids.ts';
import { InstantText, oneLine } from '../types/text.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

/** How somebody at the window was authenticated. */
export const IdentityCheckView = z.object({
  checkId: z.uuid(),
  occasion: z.enum(CHECK_OCCASIONS),
  role: z.enum(CHECKED_ROLES),
  name: z.string(),
  method: z.enum(IDENTITY_METHODS),
  note: z.string().nullable(),
  at: InstantText,
  by: z.string(),
});

/** Who the people of a transaction are: authenticated how, found again, given a number later. */
export const identity = {
  /** Who was not authenticated and still is not, the oldest first. */
  unverified: query('dossier:see')
    .input(queryInput({}))
    .output(
      z.object({
        checks: z.array(IdentityCheckView.extend({ dossierId: DossierId, code: z.string() })),
        total: z.number().int(),
      }),
    ),
  recordCheck: command('dossier:receive')
    .input(
      commandInput({
        checkId: z.uuid(),
        method: z.enum(WINDOW_METHODS).exclude(['none']),
        note: oneLine(200).nullable(),
      }),
    )
    .output(z.object({ packetSeq: z.number().int() }))
    .errors({
      CHECK_UNKNOWN: { status: 404, data: z.object({ checkId: z.string() }) },
      CHECK_NOT_NEEDED: { status: 409, data: z.object({ method: z.enum(IDENTITY_METHODS) }) },
      CHECK_DONE: { status: 409, data: z.object({ at: InstantText, name: z.string() }) },
    }),
  /** The person or organisation with this number in the newest dossier here, as it was recorded; null when there is none. */
  known: query('dossier:receive')
    .input(queryInput({ number: z.string().min(5).max(20) }))
    .output(
      z.object({
        known: z
          .object({ party: Party, dossierId: DossierId, code: z.string(), receivedAt: InstantText })
          .nullable(),
      }),
    ),
  /** Gives a person who was recorded without a number the one that was issued since; `paper` says where it was read. */
  linkNumber: command('dossier:receive')
    .input(
      commandInput({
        dossierId: DossierId,
        role: z.enum(PARTY_ROLES),
        identity: PersonIdentity,
        paper: oneLine(200),
      }),
    )
    .output(z.object({ roles: z.array(z.enum(PARTY_ROLES)), packetSeq: z.number().int() }))
    .errors({
      DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) },
      PARTY_UNKNOWN: { status: 404, data: z.object({ role: z.string() }) },
      NUMBER_KNOWN: { status: 409, data: z.object({ role: z.enum(PARTY_ROLES) }) },
      NUMBER_MISSING: { status: 422, data: z.object({}) },
    }),
};
