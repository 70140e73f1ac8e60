import * as z from 'zod';
import { ProcedureCode } from '../domain/catalogue/procedure-catalogue.ts';
import { Party } from '../domain/dossier/party.ts';
import { ASSISTED_STATES, PORTAL_FIELDS } from '../domain/online/assisted-filing.ts';
import { Sha256 } from '../types/ids.ts';
import { InstantText, oneLine, PlainDateText } from '../types/text.ts';
import { ProcedureRefusals } from './catalogue.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';
import { FileRefusals, Pages, ScanOrder, ScanRefusals } from './scan.ts';

const none = z.object({});
const FilingId = z.uuid();
const State = z.enum(ASSISTED_STATES);

/** A component of the case, or `other` for a paper that the procedure does not name. */
const Place = { filingId: FilingId, componentId: z.string().max(60) };

const Unknown = {
  ASSISTED_UNKNOWN: { status: 404, data: z.object({ filingId: z.string() }) },
} as const;
const Open = {
  ...Unknown,
  ASSISTED_ENDED: { status: 409, data: z.object({ state: State }) },
} as const;

/** What lies with a filing. */
const AssistedFile = z.object({
  fileId: z.uuid(),
  kind: z.enum(['page', 'pdf', 'prepared', 'bundle']),
  componentId: z.string().nullable(),
  name: z.string().nullable(),
  sha256: Sha256,
  size: z.number(),
  pages: z.number(),
});

/** Whom the office helps or helped. */
const AssistedHit = z.object({
  filingId: FilingId,
  procedureCode: z.string(),
  procedureName: z.string(),
  personName: z.string(),
  state: State,
  openedAt: InstantText,
  openedBy: z.string(),
  filedCode: z.string().nullable(),
});

const Words = { person: Party, request: oneLine(500) };
const WordsRefusals = {
  IDENTITY_MISSING: { status: 422, data: z.object({ role: z.enum(['submitter']) }) },
  BORN_AFTER_TODAY: { status: 422, data: z.object({ role: z.enum(['submitter']) }) },
} as const;

/**
 * Help with an online filing. The citizen files with their own account and is the submitter; the office prepares files and words, and links the code
 * that the portal gave. It never becomes a dossier of the counter by itself.
 */
export const assist = {
  open: command('dossier:receive')
    .input(commandInput({ procedureCode: ProcedureCode, caseId: z.string().max(60), ...Words }))
    .output(z.object({ filingId: FilingId }))
    .errors({
      ...ProcedureRefusals,
      CASE_UNKNOWN: { status: 404, data: z.object({ caseId: z.string() }) },
      NOT_FILED_ONLINE: { status: 409, data: z.object({ name: z.string() }) },
      ...WordsRefusals,
    }),
  /** Puts person and request right; what was prepared is prepared again. */
  change: command('dossier:receive')
    .input(commandInput({ filingId: FilingId, ...Words }))
    .output(none)
    .errors({ ...Open, ...WordsRefusals }),
  scan: command('dossier:receive')
    .input(commandInput({ ...Place, ...ScanOrder }))
    .output(Pages)
    .errors({ ...Open, ...ScanRefusals }),
  addFile: command('dossier:receive')
    .input(commandInput({ ...Place, sha256: Sha256 }))
    .output(Pages)
    .errors({ ...Open, ...FileRefusals }),
  removeFile: command('dossier:receive')
    .input(commandInput({ filingId: FilingId, fileId: z.uuid() }))
    .output(none)
    .errors({ ...Open, ASSISTED_FILE_GONE: { status: 404, data: none } }),
  /** Makes the files as the portal takes them; refused with everything that is missing, unless it is said that the citizen has the rest. */
  prepare: command('dossier:receive')
    .input(commandInput({ filingId: FilingId, restElsewhere: z.boolean() }))
    .output(z.object({ files: z.number().int() }))
    .errors({
      ...Open,
      NO_PAGES: { status: 409, data: none },
      ONLINE_PAPERS_MISSING: { status: 422, data: z.object({ names: z.array(z.string()) }) },
      PREPARED_FILE_TOO_LARGE: { status: 422, data: z.object({ name: z.string(), most: z.number() }) },
      PAGES_CHANGED: { status: 409, data: none },
      PAGES_NOT_READ: { status: 502, data: z.object({ reason: z.string() }) },
    }),
  /** The citizen has filed: the portal's code, typed by the clerk or taken from what came down, confirmed by a person. */
  file: command('dossier:receive')
    .input(commandInput({ filingId: FilingId, code: oneLine(60, 4), submissionId: z.uuid().nullable() }))
    .output(z.object({ purgeAfter: InstantText, packetSeq: z.number().int() }))
    .errors({
      ...Open,
      NOT_PREPARED: { status: 409, data: none },
      CODE_HELPED_BEFORE: { status: 409, data: z.object({ code: z.string() }) },
      SUBMISSION_NOT_THEIRS: { status: 409, data: z.object({ code: z.string() }) },
    }),
  giveUp: command('dossier:receive')
    .input(commandInput({ filingId: FilingId, reason: oneLine(300, 3) }))
    .output(z.object({ purgeAfter: InstantText, packetSeq: z.number().int() }))
    .errors(Open),
  /** Destroys the files of an ended filing before their time is over. */
  purge: command('dossier:receive')
    .input(commandInput({ filingId: FilingId }))
    .output(z.object({ purged: z.number().int(), kept: z.number().int() }))
    .errors({
      ...Unknown,
      ASSISTED_NOT_ENDED: { status: 409, data: none },
      FILES_PURGED_BEFORE: { status: 409, data: z.object({ at: InstantText }) },
    }),
  list: query('dossier:see')
    .input(queryInput({ from: PlainDateText, to: PlainDateText }))
    .output(
      z.object({
        /** `candidates`: how many online filings came down since that may be it. */
        filings: z.array(AssistedHit.extend({ candidates: z.number().int() })),
        /** Opened from one day to the other, both counted: by state today, and by who helped. */
        figures: z.object({
          byState: z.record(State, z.number().int()),
          byPerson: z.array(
            z.object({ name: z.string(), opened: z.number().int(), filed: z.number().int() }),
          ),
        }),
      }),
    ),
  get: query('dossier:see')
    .input(queryInput({ filingId: FilingId }))
    .output(
      AssistedHit.extend({
        caseId: z.string(),
        person: Party,
        request: z.string(),
        preparedAt: InstantText.nullable(),
        endedAt: InstantText.nullable(),
        endedBy: z.string().nullable(),
        submissionId: z.string().nullable(),
        givenUpFor: z.string().nullable(),
        purgeAfter: InstantText.nullable(),
        purgedAt: InstantText.nullable(),
        components: z.array(z.object({ componentId: z.string(), name: z.string(), demanded: z.boolean() })),
        files: z.array(AssistedFile),
        fields: z.array(z.object({ field: z.enum(PORTAL_FIELDS), value: z.string() })),
        /** Online filings that came down since and may be this one. */
        candidates: z.array(z.object({ submissionId: z.uuid(), code: z.string(), filedAt: InstantText })),
      }),
    )
    .errors(Unknown),
};
