import * as z from 'zod';
import { DOSSIER_STATES } from '../domain/dossier/dossier-state.ts';
import { DossierId } from '../types/ids.ts';
import { InstantText } from '../types/text.ts';
import { provinceRefusals } from './delivery.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

/**
 * What a slip's own proof is worth here. `genuine`: signed by a key of that office. `forged`: not what the named key signed, or not that
 * office's key. `revoked`: the key is no longer trusted. `unknown-key`: no list here names the key, so nothing is said about the slip.
 */
const SlipVerdict = z.enum(['genuine', 'forged', 'revoked', 'unknown-key']);
export type SlipVerdict = z.infer<typeof SlipVerdict>;

const CheckedSlip = z.object({
  verdict: SlipVerdict,
  mode: z.enum(['practice', 'official']),
  agencyCode: z.string(),
  code: z.string(),
  receivedAt: InstantText,
  dueAt: InstantText,
  /** The office whose key signed; null unless the slip is genuine or revoked. */
  officeName: z.string().nullable(),
  revokedAt: InstantText.nullable(),
  /** The dossier, when this office has it: where it stands, and whether the appointment on the paper is still the one that counts. */
  dossier: z
    .object({ dossierId: DossierId, state: z.enum(DOSSIER_STATES), dueAt: InstantText, sameDue: z.boolean() })
    .nullable(),
  /** Whose list of keys was used and how old it is; null when only this office's own keys are known. */
  keys: z.object({ provinceName: z.string(), issuedAt: InstantText }).nullable(),
});
export type CheckedSlip = z.infer<typeof CheckedSlip>;

/** Slips that prove themselves: a signed record in a QR code, checked without a network. */
export const slip = {
  /** Judges the text of a slip's second QR code. */
  check: query('dossier:see')
    .errors({
      SLIP_UNREADABLE: { status: 422, data: z.object({ part: z.enum(['text', 'version', 'record']) }) },
    })
    .input(queryInput({ text: z.string().max(20_000) }))
    .output(CheckedSlip),
  /** Fetches the province's list of keys; an older list than the one at hand is not taken. */
  fetchKeys: command('dossier:see')
    .errors({
      ...provinceRefusals,
      PROVINCE_NOT_CONNECTED: { status: 409, data: z.object({}) },
      SLIP_KEYS_UNUSABLE: {
        status: 502,
        data: z.object({ part: z.enum(['signature', 'list', 'older', 'mode']) }),
      },
    })
    .input(commandInput({}))
    .output(z.object({ provinceName: z.string(), issuedAt: InstantText, keys: z.number().int() })),
};
