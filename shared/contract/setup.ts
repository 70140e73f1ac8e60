import * as z from 'zod';
import { InstallationId, PlaceId, UserId } from '../types/ids.ts';
import { oneLine, PlainDateText } from '../types/text.ts';
import { AgencyCode } from './office.ts';
import { LoginName, NewPassword } from './people.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

/** Official work, or practice (tập huấn) in a data folder of its own. */
export const Workspace = z.enum(['official', 'practice']);
export type Workspace = z.infer<typeof Workspace>;

/** Where the office is: a commune of the shipped table, or one typed in because the table lacks it. */
export const OfficePlace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('listed'), placeId: PlaceId }),
  z.strictObject({
    kind: z.literal('typed'),
    communeType: z.enum(['xa', 'phuong', 'dac-khu']),
    communeName: oneLine(100),
    provinceName: oneLine(100),
    validFrom: PlainDateText,
  }),
]);
export type OfficePlace = z.infer<typeof OfficePlace>;

/** Symbols of certification books (Điều 13.4 Nghị định 23/2015/NĐ-CP) and of the electronic book met in practice. */
export const BOOK_SYMBOLS = ['SCT/BS', 'SCTĐT/BS', 'SCT/CK,ĐC', 'SCT/HĐ,GD', 'SCT/CKND'] as const;

const SetupInput = {
  office: z.strictObject({
    name: oneLine(200, 3),
    superiorName: oneLine(200, 3),
    agencyCode: AgencyCode,
    place: OfficePlace,
    address: oneLine(300, 0),
    phone: oneLine(40, 0),
  }),
  installation: z.strictObject({
    name: oneLine(60),
    deviceName: oneLine(100),
    dailyCodes: z.strictObject({
      first: z.number().int().min(1).max(999_999),
      last: z.number().int().min(1).max(999_999),
    }),
  }),
  books: z
    .array(
      z.strictObject({ symbol: z.enum(BOOK_SYMBOLS), nextNumber: z.number().int().min(1).max(1_000_000) }),
    )
    .max(BOOK_SYMBOLS.length),
  administrator: z.strictObject({
    login: LoginName,
    displayName: oneLine(100, 2),
    jobTitle: oneLine(100, 0),
    password: NewPassword,
  }),
};

export const SetupStatus = z.object({
  workspace: Workspace,
  isSetUp: z.boolean(),
  officeName: z.string().nullable(),
  keyWarning: z.boolean(),
  otherWorkspaceIsSetUp: z.boolean(),
  today: PlainDateText,
});
export type SetupStatus = z.infer<typeof SetupStatus>;

/** First run: the office, this installation and its numbers, the first administrator. */
export const setup = {
  status: query('anyone').input(queryInput({})).output(SetupStatus),
  start: command('anyone')
    .input(commandInput(SetupInput))
    .output(z.object({ installationId: InstallationId, administratorId: UserId }))
    .errors({
      ALREADY_SET_UP: { status: 409, data: z.object({}) },
      PLACE_UNKNOWN: { status: 422, data: z.object({ placeId: z.string() }) },
      CODE_RANGE_REVERSED: { status: 422, data: z.object({ first: z.number(), last: z.number() }) },
      CODE_RANGE_TOO_SMALL: { status: 422, data: z.object({ size: z.number(), needed: z.number() }) },
      BOOK_TWICE: { status: 422, data: z.object({ symbol: z.string() }) },
    }),
};
