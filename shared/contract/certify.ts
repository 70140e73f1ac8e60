import * as z from 'zod';
import { DELIVERY_WAYS } from '../domain/certification/copy-delivery.ts';
import { AWAITED } from '../domain/certification/copy-proof.ts';
import { CopyKeepDays } from '../domain/certification/copy-retention.ts';
import { COPY_STATES, MOST_SIGNED_AT_ONCE } from '../domain/certification/copy-state.ts';
import { EXPIRY_STAGES } from '../domain/certification/expiry.ts';
import { TimeAuthorities } from '../domain/certification/time-authorities.ts';
import { FileVerdict, PROOF_LEVELS } from '../domain/certification/verdict.ts';
import { CertifiedCopyId, DossierId, Sha256, UserId } from '../types/ids.ts';
import { InstantText, nameOfThing, oneLine, PlainDateText } from '../types/text.ts';
import { SignerRightRefusals } from './book.ts';
import { command, commandInput, query, queryInput, secretCommand } from './procedure.ts';

export const CopyState = z.enum(COPY_STATES);

const none = z.object({});
/** The file is one of a certification whose time is over. */
export const FilePurged = { FILE_PURGED: { status: 410, data: z.object({ on: PlainDateText }) } } as const;
const NoSuchCopy = { COPY_UNKNOWN: { status: 404, data: z.object({ copyId: z.string() }) } } as const;

/** How long a copy can be proved, and what is still to come. */
const ProofView = z.object({
  level: z.enum(PROOF_LEVELS),
  awaits: z.enum(AWAITED).nullable(),
  /** Kept back from the citizen until its time stamp. */
  held: z.boolean(),
  cause: z.object({ code: z.string(), data: z.record(z.string(), z.json()) }).nullable(),
  nextAttemptAt: InstantText.nullable(),
  attempts: z.number().int(),
  releasedAt: InstantText.nullable(),
  releaseReason: z.string().nullable(),
  /** Versions of its file so far. */
  versions: z.number().int(),
});
export type ProofView = z.infer<typeof ProofView>;

/** Copies on their way to the citizen. */
const Deliverable = z.object({
  copies: z.array(
    z.object({
      copyId: CertifiedCopyId,
      title: z.string(),
      number: z.string(),
      book: z.string(),
      /** The newest version of the file. */
      sha256: Sha256,
      /** When the office destroyed it, as it keeps no copies from originals; null while it can be given. */
      purgedAt: InstantText.nullable(),
      size: z.number().int(),
      fileName: z.string(),
      /** `held`: it waits for its time stamp and the citizen did not ask for it as it is. */
      held: z.boolean(),
    }),
  ),
  note: z.object({ name: z.string(), text: z.string() }),
  /** Who asked, as far as it helps to reach them. */
  person: z.object({ name: z.string(), email: z.string(), hasStore: z.boolean() }),
  given: z.array(
    z.object({
      title: z.string(),
      way: z.enum(DELIVERY_WAYS),
      place: z.string(),
      givenAt: InstantText,
      givenBy: z.string(),
      /** Of an older version of the file than the one that stands now. */
      outdated: z.boolean(),
      /** How the packet to the province stands, which lays it into the citizen's store or knows of it only. */
      packet: z.enum(['waiting', 'sent', 'refused']),
    }),
  ),
});
export type Deliverable = z.infer<typeof Deliverable>;

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
  /** When that file was destroyed. */
  purgedAt: InstantText.nullable(),
  verdict: FileVerdict.nullable(),
  returnReason: z.string().nullable(),
  proof: ProofView.nullable(),
});
export type CopyView = z.infer<typeof CopyView>;

const SigningKeyView = z.object({
  keyId: z.uuid(),
  role: z.enum(['officer', 'agency']),
  label: z.string(),
  deviceId: z.string(),
  kind: z.enum(['pkcs12', 'pkcs11', 'service']),
  subject: z.string(),
  issuer: z.string(),
  notAfter: InstantText,
  /** Of a personal key: whose certificate it is; null until an administrator has said so. The agency's has none. */
  holder: z.object({ userId: UserId, name: z.string() }).nullable(),
});

const ExpiryView = z.object({
  kind: z.enum(['key', 'signer']),
  /** Of the person, or of the agency's key. */
  name: z.string(),
  until: PlainDateText,
  daysLeft: z.number().int(),
  stage: z.enum(EXPIRY_STAGES),
});
export type ExpiryView = z.infer<typeof ExpiryView>;

/** Where a key lies at a desk: a key file, a token through its driver's library, or behind a program that signs. */
const NewKeySource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pkcs12'), path: nameOfThing(1000) }),
  z.strictObject({
    kind: z.literal('pkcs11'),
    module: nameOfThing(1000),
    tokenLabel: z.string().max(32),
    tokenSerial: z.string().max(16),
  }),
  /** A program on the desk's machine that signs files whole and asks for the PIN itself, as the VGCA signing service does. */
  z.strictObject({
    kind: z.literal('service'),
    address: nameOfThing(200),
    operation: z.string().regex(/^[A-Za-z]{1,40}$/u),
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
  SERVICE_NOT_LOCAL: { status: 422, data: z.object({ address: z.string() }) },
  SERVICE_UNREACHABLE: { status: 502, data: z.object({ address: z.string(), reason: z.string() }) },
  SERVICE_SILENT: { status: 504, data: z.object({ seconds: z.number() }) },
  SERVICE_REFUSED: { status: 502, data: z.object({ status: z.string(), words: z.string() }) },
  SERVICE_ANSWER_UNUSABLE: { status: 502, data: z.object({ reason: z.string() }) },
  SIGNED_FILE_REWRITTEN: { status: 502, data: none },
  SIGNED_FILE_DAMAGED: { status: 502, data: z.object({ reason: z.string() }) },
  SIGNED_FILE_SIGNATURES: { status: 502, data: z.object({ added: z.number() }) },
  SIGNED_FILE_NOT_INTACT: { status: 502, data: z.object({ reason: z.string() }) },
  SIGNED_FILE_CHANGED: { status: 502, data: z.object({ reason: z.string() }) },
  SIGNED_BY_ANOTHER: { status: 409, data: z.object({ signer: z.string() }) },
  SIGNATURE_BOX_WRONG: { status: 409, data: z.object({ page: z.number() }) },
  /** Anything else that stopped the work; `reason` is a code for the log. */
  SIGNING_FAILED: { status: 502, data: z.object({ reason: z.string() }) },
} as const;

/** Why a personal key is not said to be somebody's. */
const HolderRefusals = {
  USER_NOT_FOUND: { status: 404, data: z.object({ userId: z.string() }) },
  /** The certificate names somebody else; the administrator may know better. */
  KEY_NAME_DIFFERS: { status: 409, data: z.object({ certificate: z.string(), holder: z.string() }) },
  /** The same certificate was taken up as another person's. */
  KEY_HELD_BY_ANOTHER: { status: 409, data: z.object({ holder: z.string() }) },
} as const;

/** Why somebody may not sign with a key. */
const KeyUseRefusals = {
  KEY_ROLE_WRONG: { status: 409, data: z.object({ role: z.string() }) },
  KEY_UNBOUND: { status: 409, data: none },
  KEY_OF_ANOTHER: { status: 403, data: z.object({ holder: z.string() }) },
} as const;

/** The office's clock is so many minutes ahead of the time stamping authority's, or behind it. */
const ClockOff = {
  CLOCK_OFF: {
    status: 409,
    data: z.object({ minutes: z.number().int(), direction: z.enum(['ahead', 'behind']) }),
  },
} as const;
const TimeNotSetUp = { TIME_NOT_SET_UP: { status: 409, data: none } } as const;

/** Why an authority's time cannot be used. */
const TimeRefusals = {
  ...ClockOff,
  ...TimeNotSetUp,
  TRUST_SERVICE_UNREACHABLE: { status: 502, data: z.object({ address: z.string(), reason: z.string() }) },
  TRUST_SERVICE_FAILING: { status: 502, data: z.object({ address: z.string(), status: z.number() }) },
  TRUST_SERVICE_TOO_LONG: { status: 502, data: z.object({ address: z.string() }) },
  TIMESTAMP_REFUSED: { status: 502, data: z.object({ status: z.number(), words: z.string() }) },
  TIMESTAMP_WRONG: { status: 502, data: z.object({ reason: z.string() }) },
  TIMESTAMP_UNTRUSTED: { status: 409, data: z.object({ authority: z.string(), reason: z.string() }) },
  /** Anything else that stopped the work; `reason` is a code for the log. */
  PROOF_FAILED: { status: 502, data: z.object({ reason: z.string() }) },
} as const;

const UnsignedFile = z.object({
  dossierId: DossierId,
  code: z.string(),
  /** Null: the result of the dossier. */
  componentId: z.string().nullable(),
  name: z.string(),
  sha256: Sha256,
  pages: z.number().int().nullable(),
  since: InstantText,
});
export type UnsignedFile = z.infer<typeof UnsignedFile>;

const FileSigning = {
  keyId: z.uuid(),
  /** Empty where a program asks for it itself. */
  pin: z.string().max(200),
  useLastTry: z.boolean().default(false),
};
const FileOutcomes = z.object({
  outcomes: z.array(
    z.object({
      sha256: Sha256,
      ok: z.boolean(),
      refusal: z.object({ code: z.string(), data: z.record(z.string(), z.json()) }).nullable(),
    }),
  ),
});

/** What one file of a batch may be refused with, besides the refusals of keys. */
const FileRefusals = {
  /** Another file has its place by now. */
  FILE_CHANGED: { status: 409, data: none },
  PDF_ALREADY_SIGNED: { status: 409, data: none },
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
      ...FilePurged,
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
  /** Certificates and rights to sign that end within 30 days, or have ended: the caller's own, the agency's, all for administrators. */
  expiries: query('signed-in')
    .input(queryInput({}))
    .output(z.object({ expiries: z.array(ExpiryView) })),
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
        /** Whose personal certificate it is; the agency's key is the office's and has no holder. */
        holderId: UserId.nullable(),
        /** The administrator has seen that the certificate names the holder otherwise than the office does. */
        nameSeen: z.boolean().default(false),
      }),
    )
    .output(SigningKeyView)
    .errors({ ...SignerRefusals, ...HolderRefusals, KEY_HOLDER_MISSING: { status: 422, data: none } }),
  /** Says whose a personal key is that was taken up before that was asked; once and for all. */
  bindKey: command('certify:administer')
    .input(commandInput({ keyId: z.uuid(), holderId: UserId, nameSeen: z.boolean().default(false) }))
    .output(none)
    .errors({
      ...HolderRefusals,
      KEY_MISSING: { status: 404, data: none },
      KEY_ROLE_WRONG: { status: 409, data: z.object({ role: z.string() }) },
      KEY_ALREADY_BOUND: { status: 409, data: none },
    }),
  retireKey: command('certify:administer')
    .input(commandInput({ keyId: z.uuid() }))
    .output(none)
    .errors({ KEY_MISSING: { status: 404, data: none } }),
  addTrustAnchor: command('certify:administer')
    .input(commandInput({ pem: z.string().max(20_000), fileName: oneLine(200, 0).default('') }))
    .output(z.object({ fingerprint: Sha256, subject: z.string() }))
    .errors({
      CERTIFICATE_UNREADABLE: { status: 422, data: none },
      ROOT_NOT_SELF_SIGNED: { status: 422, data: z.object({ issuer: z.string() }) },
      ROOT_NOT_AUTHORITY: { status: 422, data: none },
      CERTIFICATE_EXPIRED: { status: 409, data: z.object({ notAfter: z.string() }) },
    }),
  /** What was judged before stays as it was; whatever is judged from now on no longer leads to it. */
  removeTrustAnchor: command('certify:administer')
    .input(commandInput({ fingerprint: Sha256, reason: nameOfThing(500) }))
    .output(none)
    .errors({ ANCHOR_UNKNOWN: { status: 404, data: none } }),
  trustAnchors: query('dossier:see')
    .input(queryInput({}))
    .output(
      z.object({
        anchors: z.array(
          z.object({
            fingerprint: Sha256,
            subject: z.string(),
            fileName: z.string(),
            addedAt: InstantText,
            /** Null where it is not known any more. */
            addedBy: z.string().nullable(),
            notAfter: InstantText,
            /** Of a demonstration: nothing that it issued has legal value. */
            isDemo: z.boolean(),
          }),
        ),
        /** Every import and removal, the newest first. */
        history: z.array(
          z.object({
            fingerprint: Sha256,
            subject: z.string(),
            act: z.enum(['added', 'removed']),
            fileName: z.string(),
            reason: z.string(),
            at: InstantText,
            by: z.string().nullable(),
          }),
        ),
      }),
    ),
  sign: secretCommand('certify:sign')
    .input(
      commandInput({
        copyIds: z.array(CertifiedCopyId).min(1).max(MOST_SIGNED_AT_ONCE),
        keyId: z.uuid(),
        pin: z.string().max(200),
        useLastTry: z.boolean().default(false),
      }),
    )
    .output(z.object({ outcomes: z.array(SignOutcome) }))
    .errors({
      ...SignerRefusals,
      ...SignerRightRefusals,
      ...ClockOff,
      ...KeyUseRefusals,
    }),
  seal: secretCommand('certify:seal')
    .input(
      commandInput({
        copyIds: z.array(CertifiedCopyId).min(1).max(MOST_SIGNED_AT_ONCE),
        keyId: z.uuid(),
        pin: z.string().max(200),
        useLastTry: z.boolean().default(false),
      }),
    )
    .output(z.object({ outcomes: z.array(SignOutcome) }))
    .errors({
      ...SignerRefusals,
      ...ClockOff,
      ...KeyUseRefusals,
    }),
  /** Files of this office that carry no signature yet: digital copies an official's, results the agency's. */
  unsigned: query('dossier:see')
    .input(queryInput({}))
    .output(z.object({ copies: z.array(UnsignedFile), results: z.array(UnsignedFile) })),
  /** An official signs digital copies of components with their own certificate. */
  signComponents: secretCommand('certify:compare')
    .input(
      commandInput({
        files: z
          .array(z.object({ dossierId: DossierId, componentId: z.string().max(60), sha256: Sha256 }))
          .min(1)
          .max(100),
        ...FileSigning,
      }),
    )
    .output(FileOutcomes)
    .errors({ ...SignerRefusals, ...ClockOff, ...KeyUseRefusals, ...FileRefusals }),
  /** The seal keeper signs results for the agency. */
  sealResults: secretCommand('certify:seal')
    .input(
      commandInput({
        files: z
          .array(z.object({ dossierId: DossierId, sha256: Sha256 }))
          .min(1)
          .max(100),
        ...FileSigning,
      }),
    )
    .output(FileOutcomes)
    .errors({ ...SignerRefusals, ...ClockOff, ...KeyUseRefusals, ...FileRefusals }),
  /** How long files of certifications can be given once more, and what waits for the province's receipt before it goes. */
  retention: query('dossier:see')
    .input(queryInput({}))
    .output(
      z.object({
        days: CopyKeepDays,
        /** When the certifications were last looked through; null until that was done since the start. */
        lookedAt: InstantText.nullable(),
        awaitingReceipt: z.object({ dossiers: z.number().int(), files: z.number().int() }),
        /** Dossiers that stay because a paper of them seems forged. */
        forAuthority: z.number().int(),
      }),
    ),
  setRetention: command('certify:administer')
    .input(commandInput({ days: CopyKeepDays }))
    .output(z.object({ days: CopyKeepDays })),
  timeAuthorities: query('dossier:see').input(queryInput({})).output(TimeAuthorities),
  setTimeAuthorities: command('certify:administer')
    .input(commandInput({ addresses: TimeAuthorities.shape.addresses, digest: TimeAuthorities.shape.digest }))
    .output(z.object({ ...TimeAuthorities.shape, waiting: z.number().int() })),
  tryTimeAuthority: query('certify:administer')
    .input(queryInput({ address: TimeAuthorities.shape.addresses.element }))
    .output(z.object({ at: InstantText, authority: z.string(), authorityNotAfter: InstantText }))
    .errors(TimeRefusals),
  release: command('certify:compare')
    .input(commandInput({ copyId: CertifiedCopyId, reason: oneLine(500) }))
    .output(none)
    .errors({ ...NoSuchCopy, COPY_NOT_HELD: { status: 409, data: none } }),
  /** The copies of a dossier that may be given to the citizen, what stands in the way of the others, and what was given before. */
  deliverable: query('dossier:see')
    .input(queryInput({ dossierId: DossierId }))
    .output(Deliverable)
    .errors({ DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) } }),
  /**
   * Copies were given: written onto a stick and read back by the window, put into a draft of a mail, or asked to be laid into the citizen's store by the province. Given
   * again it is one more entry, under the same number.
   */
  deliver: command('dossier:hand-over')
    .input(
      commandInput({
        dossierId: DossierId,
        way: z.enum(DELIVERY_WAYS),
        /** The folder, or the address; the store is its holder's. */
        place: oneLine(200, 0),
        files: z
          .array(z.strictObject({ copyId: CertifiedCopyId, sha256: Sha256 }))
          .min(1)
          .max(100),
      }),
    )
    .output(none)
    .errors({
      ...NoSuchCopy,
      DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) },
      COPY_NOT_DELIVERABLE: { status: 409, data: z.object({ title: z.string() }) },
      COPY_FILE_UNKNOWN: { status: 409, data: z.object({ title: z.string() }) },
      COPY_FILE_PURGED: { status: 410, data: z.object({ title: z.string(), on: PlainDateText }) },
      STORE_OWNER_UNKNOWN: { status: 409, data: none },
    }),
  proveNow: command('certify:compare')
    .input(commandInput({ copyId: CertifiedCopyId }))
    .output(none)
    .errors({ ...NoSuchCopy, ...TimeNotSetUp }),
  revocationData: query('dossier:see')
    .input(queryInput({}))
    .output(
      z.object({
        data: z.array(
          z.object({
            kind: z.enum(['crl', 'ocsp']),
            issuer: z.string(),
            asOf: InstantText,
            nextUpdate: InstantText.nullable(),
            source: z.string().nullable(),
            fetchedAt: InstantText,
          }),
        ),
      }),
    ),
  addRevocationList: command('certify:administer')
    .input(commandInput({ sha256: Sha256 }))
    .output(z.object({ issuer: z.string(), asOf: InstantText, nextUpdate: InstantText.nullable() }))
    .errors({
      FILE_NOT_STORED: { status: 404, data: z.object({ sha256: z.string() }) },
      REVOCATION_LIST_UNUSABLE: { status: 422, data: none },
    }),
  verify: query('signed-in')
    .input(queryInput({ sha256: Sha256 }))
    .output(FileVerdict)
    .errors({
      ...FilePurged,
      FILE_NOT_STORED: { status: 404, data: z.object({ sha256: z.string() }) },
      VERIFYING_FAILED: { status: 502, data: z.object({ reason: z.string() }) },
    }),
};
