import * as z from 'zod';
import { COPY_STATES } from '../domain/certification/copy-state.ts';
import { FileVerdict } from '../domain/certification/verdict.ts';
import { CertifiedCopyId, DossierId, Sha256 } from '../types/ids.ts';
import { InstantText, nameOfThing, oneLine } from '../types/text.ts';
import { SignerRightRefusals } from './book.ts';
import { command, commandInput, query, queryInput, secretCommand } from './procedure.ts';

export const CopyState = z.enum(COPY_STATES);

const none = z.object({});
const NoSuchCopy = { COPY_UNKNOWN: { status: 404, data: z.object({ copyId: z.string() }) } } as const;

/** A copy in the queue. */
const CopyView = z.object({
  copyId: CertifiedCopyId,
  dossierId: DossierId,
  dossierCode: z.string(),
  title: z.string(),
  requester: z.string(),
  pages: z.number().int(),
  state: CopyState,
  scanSha256: Sha256,
  comparedBy: z.string(),
  comparedAt: InstantText,
  number: z.string().nullable(),
  book: z.string().nullable(),
  sha256: Sha256.nullable(),
  verdict: FileVerdict.nullable(),
  returnReason: z.string().nullable(),
});
export type CopyView = z.infer<typeof CopyView>;

const SigningKeyView = z.object({
  keyId: z.uuid(),
  role: z.enum(['officer', 'agency']),
  label: z.string(),
  deviceId: z.string(),
  kind: z.enum(['pkcs12', 'pkcs11']),
  subject: z.string(),
  issuer: z.string(),
  notAfter: InstantText,
});

/** Where a key lies at a desk: a key file, or a token through its driver's library. */
const NewKeySource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pkcs12'), path: nameOfThing(1000) }),
  z.strictObject({
    kind: z.literal('pkcs11'),
    module: nameOfThing(1000),
    tokenLabel: z.string().max(32),
    tokenSerial: z.string().max(16),
  }),
]);

/** Refusals of keys, tokens and helper processes, in the words of the signer's port. */
const SignerRefusals = {
  WRONG_PIN: {
    status: 403,
    data: z.object({ triesLeft: z.number().nullable(), fewTriesLeft: z.boolean() }),
  },
  PIN_LAST_TRY: { status: 409, data: none },
  TOKEN_LOCKED: { status: 423, data: none },
  TOKEN_MISSING: { status: 404, data: none },
  TOKEN_FAILED: { status: 502, data: z.object({ returned: z.string() }) },
  TOKEN_MODULE_UNUSABLE: { status: 502, data: z.object({ module: z.string() }) },
  KEY_FILE_UNREADABLE: { status: 422, data: z.object({ reason: z.string() }) },
  KEY_MISSING: { status: 404, data: none },
  KEY_UNSUPPORTED: { status: 422, data: z.object({ type: z.string(), bits: z.number() }) },
  CERTIFICATE_UNREADABLE: { status: 422, data: none },
  CERTIFICATE_EXPIRED: { status: 409, data: z.object({ notAfter: z.string() }) },
  CERTIFICATE_NOT_YET_VALID: { status: 409, data: z.object({ notBefore: z.string() }) },
  CERTIFICATE_WRONG_USAGE: { status: 409, data: none },
  CERTIFICATE_REVOKED: { status: 409, data: none },
  CERTIFICATE_UNTRUSTED: { status: 409, data: none },
  DEVICE_UNKNOWN: { status: 404, data: z.object({ deviceId: z.string() }) },
  /** Anything else that stopped the work; `reason` is a code for the log. */
  SIGNING_FAILED: { status: 502, data: z.object({ reason: z.string() }) },
} as const;

/** What became of one copy of a batch. */
const SignOutcome = z.object({
  copyId: CertifiedCopyId,
  ok: z.boolean(),
  number: z.string().nullable(),
  refusal: z.object({ code: z.string(), data: z.record(z.string(), z.json()) }).nullable(),
});

/** Electronic certified copies from originals (Điều 10 Nghị định 45/2020/NĐ-CP): compare, sign, seal. */
export const certify = {
  queue: query('dossier:see')
    .input(queryInput({ states: z.array(CopyState).min(1).max(10) }))
    .output(z.object({ copies: z.array(CopyView), total: z.number().int() })),
  compare: command('certify:compare')
    .input(
      commandInput({
        dossierId: DossierId,
        componentId: z.string().max(60),
        title: oneLine(200),
        /** The digital copy that was looked at. */
        sha256: Sha256,
        /** The pages found equal to the original, from 1. */
        pagesMatched: z.array(z.number().int().min(1)).min(1).max(500),
      }),
    )
    .output(z.object({ copyId: CertifiedCopyId }))
    .errors({
      DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) },
      COMPONENT_UNKNOWN: { status: 404, data: z.object({ componentId: z.string() }) },
      DIGITAL_COPY_CHANGED: { status: 409, data: none },
      PAGES_NOT_COMPARED: { status: 422, data: z.object({ pages: z.array(z.number()) }) },
      COPY_IN_PROGRESS: { status: 409, data: z.object({ copyId: z.string() }) },
      DOSSIER_CLOSED: { status: 409, data: z.object({ state: z.string() }) },
    }),
  withdraw: command('certify:compare')
    .input(commandInput({ copyId: CertifiedCopyId }))
    .output(none)
    .errors({ ...NoSuchCopy, COPY_NOT_WITHDRAWABLE: { status: 409, data: z.object({ state: z.string() }) } }),
  /** The officer gives a copy back before it has a number. */
  giveBack: command('certify:sign')
    .input(commandInput({ copyId: CertifiedCopyId, reason: nameOfThing(300) }))
    .output(none)
    .errors({ ...NoSuchCopy, COPY_NOT_WITHDRAWABLE: { status: 409, data: z.object({ state: z.string() }) } }),
  keys: query('dossier:see')
    .input(queryInput({}))
    .output(z.object({ keys: z.array(SigningKeyView) })),
  tokens: query('certify:administer')
    .input(queryInput({ deviceId: z.uuid(), module: nameOfThing(1000) }))
    .output(
      z.object({
        tokens: z.array(z.object({ tokenLabel: z.string(), tokenSerial: z.string(), pin: z.string() })),
      }),
    )
    .errors(SignerRefusals),
  addKey: secretCommand('certify:administer')
    .input(
      commandInput({
        role: z.enum(['officer', 'agency']),
        label: oneLine(100),
        deviceId: z.uuid(),
        source: NewKeySource,
        pin: z.string().max(200).nullable(),
      }),
    )
    .output(SigningKeyView)
    .errors(SignerRefusals),
  retireKey: command('certify:administer')
    .input(commandInput({ keyId: z.uuid() }))
    .output(none)
    .errors({ KEY_MISSING: { status: 404, data: none } }),
  addTrustAnchor: command('certify:administer')
    .input(commandInput({ pem: z.string().max(20_000) }))
    .output(z.object({ fingerprint: Sha256, subject: z.string() }))
    .errors({ CERTIFICATE_UNREADABLE: { status: 422, data: none } }),
  trustAnchors: query('dossier:see')
    .input(queryInput({}))
    .output(
      z.object({
        anchors: z.array(z.object({ fingerprint: Sha256, subject: z.string(), addedAt: InstantText })),
      }),
    ),
  sign: secretCommand('certify:sign')
    .input(
      commandInput({
        copyIds: z.array(CertifiedCopyId).min(1).max(50),
        keyId: z.uuid(),
        pin: z.string().max(200),
        useLastTry: z.boolean().default(false),
      }),
    )
    .output(z.object({ outcomes: z.array(SignOutcome) }))
    .errors({
      ...SignerRefusals,
      ...SignerRightRefusals,
      KEY_ROLE_WRONG: { status: 409, data: z.object({ role: z.string() }) },
    }),
  seal: secretCommand('certify:seal')
    .input(
      commandInput({
        copyIds: z.array(CertifiedCopyId).min(1).max(50),
        keyId: z.uuid(),
        pin: z.string().max(200),
        useLastTry: z.boolean().default(false),
      }),
    )
    .output(z.object({ outcomes: z.array(SignOutcome) }))
    .errors({ ...SignerRefusals, KEY_ROLE_WRONG: { status: 409, data: z.object({ role: z.string() }) } }),
  verify: query('signed-in')
    .input(queryInput({ sha256: Sha256 }))
    .output(FileVerdict)
    .errors({
      FILE_NOT_STORED: { status: 404, data: z.object({ sha256: z.string() }) },
      VERIFYING_FAILED: { status: 502, data: z.object({ reason: z.string() }) },
    }),
};
