import * as z from 'zod';
import { RETURN_SIGNATURES } from '../domain/dossier/kept-original.ts';
import { DossierId } from '../types/ids.ts';
import { InstantText, oneLine } from '../types/text.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

/** An original that the office keeps, or kept. */
export const KeptOriginal = z.object({
  originalId: z.uuid(),
  name: z.string(),
  count: z.number().int(),
  place: z.string(),
  holder: z.string(),
  purpose: z.string(),
  keptAt: InstantText,
  keptBy: z.string(),
  /** Null while it is out. */
  back: z
    .object({
      at: InstantText,
      by: z.string(),
      to: z.string(),
      signature: z.enum(RETURN_SIGNATURES),
      note: z.string().nullable(),
    })
    .nullable(),
});
export type KeptOriginal = z.infer<typeof KeptOriginal>;

const OriginalRefusals = {
  ORIGINAL_UNKNOWN: { status: 404, data: z.object({ originalId: z.string() }) },
  ORIGINAL_BACK: { status: 409, data: z.object({ to: z.string(), at: InstantText }) },
} as const;

/** What stands against the end of a dossier: originals that are not back. */
export const OriginalsStillOut = {
  ORIGINALS_OUT: { status: 409, data: z.object({ originals: z.array(z.object({ name: z.string() })) }) },
} as const;

const Where = { place: oneLine(200), holder: oneLine(200) };

/** Custody of originals: kept with place, holder and purpose, and given back with a record. */
export const custody = {
  keep: command('dossier:receive')
    .input(
      commandInput({
        dossierId: DossierId,
        /** The component it belongs to; null for another paper. */
        componentId: z.string().max(60).nullable(),
        name: oneLine(200),
        count: z.int().min(1).max(999),
        purpose: oneLine(300),
        ...Where,
      }),
    )
    .output(z.object({ originalId: z.uuid() }))
    .errors({
      DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) },
      DOSSIER_CLOSED: { status: 409, data: z.object({ state: z.string() }) },
      COMPONENT_UNKNOWN: { status: 422, data: z.object({ componentId: z.string() }) },
      MORE_THAN_HANDED_IN: {
        status: 422,
        data: z.object({ name: z.string(), handedIn: z.number(), kept: z.number() }),
      },
    }),
  move: command('dossier:process')
    .input(commandInput({ originalId: z.uuid(), ...Where }))
    .output(z.object({ movedAt: InstantText }))
    .errors(OriginalRefusals),
  giveBack: command('dossier:hand-over')
    .input(
      commandInput({
        originalId: z.uuid(),
        to: oneLine(200),
        signature: z.enum(RETURN_SIGNATURES),
        /** Why there is no signature; needed without one. */
        note: oneLine(300).nullable(),
      }).refine(({ signature, note }) => signature === 'paper' || note !== null, {
        path: ['note'],
        params: { code: 'too_small' },
      }),
    )
    .output(z.object({ backAt: InstantText }))
    .errors(OriginalRefusals),
  list: query('dossier:see')
    .input(queryInput({}))
    .output(
      z.object({
        originals: z.array(
          KeptOriginal.omit({ back: true }).extend({
            dossierId: DossierId,
            code: z.string(),
            ownerName: z.string(),
          }),
        ),
        total: z.number().int(),
      }),
    ),
};
