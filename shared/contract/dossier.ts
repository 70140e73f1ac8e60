import * as z from 'zod';
import { FilingChannel, PaperCounts } from '../domain/catalogue/procedure-catalogue.ts';
import { PAPER_COPY_STATES } from '../domain/certification/paper-copy-state.ts';
import { LATENESS_CAUSES } from '../domain/deadline/lateness.ts';
import { CleanUp } from '../domain/digitisation/clean-up.ts';
import { ReEncodedPage } from '../domain/digitisation/copy-size.ts';
import { Corners } from '../domain/digitisation/flatten.ts';
import { LEFT_OUT_REASONS } from '../domain/digitisation/left-out.ts';
import { PAGE_FINDINGS, SEVERITIES } from '../domain/digitisation/page-findings.ts';
import { LACKING_FIELDS, PaperFacts, SUGGESTED_FIELDS } from '../domain/digitisation/paper-facts.ts';
import { STORED_PAPER_FAULTS } from '../domain/digitisation/person-store.ts';
import { NOTHING_SAID, ResultFacts } from '../domain/digitisation/result-facts.ts';
import { NOTE_PICTURES } from '../domain/digitisation/stuck-note.ts';
import { COMPETENT_CLOCKS } from '../domain/dossier/competent-office.ts';
import { PARTY_ROLES } from '../domain/dossier/correction.ts';
import { DOSSIER_ACTIONS, DOSSIER_STATES } from '../domain/dossier/dossier-state.ts';
import { StepDetails } from '../domain/dossier/dossier-step.ts';
import { PAPER_ONLY_REASONS } from '../domain/dossier/electronic-result.ts';
import { FeeChoice } from '../domain/dossier/fees.ts';
import { HANDOVER_BASES } from '../domain/dossier/hand-over.ts';
import { ListFilter } from '../domain/dossier/list-view.ts';
import { OTHER_CODE_KINDS } from '../domain/dossier/other-code.ts';
import { NUMBER_MATCHES, Party, Person } from '../domain/dossier/party.ts';
import { PROCESSING_OWNERS } from '../domain/dossier/receipt.ts';
import { COMPONENT_SOURCES, ReceiptInput } from '../domain/dossier/receipt-input.ts';
import { HANDOVER_WAYS } from '../domain/dossier/send-out.ts';
import { MRZ_PARTS } from '../domain/identity/card-mrz.ts';
import { CARD_FIELDS, CARD_PROBLEMS, OTHER_CODES } from '../domain/identity/card-qr.ts';
import { WINDOW_METHODS } from '../domain/identity/identity-check.ts';
import { CARD_SOURCES } from '../domain/identity/read-citizen-card.ts';
import { PAPER_SIZES } from '../domain/print/paper-size.ts';
import { SIGNED_PAPERS } from '../domain/sheet/sort-stack.ts';
import { CertifiedCopyId, DossierId, PaperCopyId, Sha256 } from '../types/ids.ts';
import { InstantText, oneLine, PlainDateText } from '../types/text.ts';
import { DeadlineStep, ProcedureRefusals } from './catalogue.ts';
import { CopyState } from './certify.ts';
import { KeptOriginal, OriginalsStillOut } from './custody.ts';
import { ToldStep } from './delivery.ts';
import { DrawnPaper } from './drawn-paper.ts';
import { IdentityCheckView } from './identity.ts';
import { LinkedRefusals, LinkedView } from './linked.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';
import { FactsRefusals, FileRefusals } from './scan.ts';
import { WorkView } from './work.ts';

/** A dossier in a list. */
export const DossierHit = z.object({
  dossierId: DossierId,
  code: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  shortName: z.string(),
  ownerName: z.string(),
  submitterName: z.string(),
  /** Of the owner; of the submitter where there is no owner. */
  phone: z.string(),
  address: z.string(),
  state: z.enum(DOSSIER_STATES),
  receivedAt: InstantText,
  dueAt: InstantText,
  /** The name of the clerk who received it. */
  receivedByName: z.string(),
  channel: FilingChannel,
  processingOwner: z.enum(PROCESSING_OWNERS),
  /** Why it was made void; null for every other dossier. */
  voidedFor: z.string().nullable(),
});
export type DossierHit = z.infer<typeof DossierHit>;

const Missing = z.object({
  componentId: z.string(),
  name: z.string(),
  needed: PaperCounts,
  given: PaperCounts,
});
const ComponentNamed = z.object({ componentId: z.string(), name: z.string() });
const FeeNamed = z.object({ feeId: z.string(), name: z.string() });
const none = z.object({});

/** The sheets of what a citizen takes home from the window. */
const HandedSheet = z.enum(['A4', 'A5', '80mm']);

const DossierUnknown = {
  DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) },
} as const;

/** Why fees cannot be reckoned as they were chosen. */
export const FeeRefusals = {
  FEE_UNKNOWN: { status: 422, data: z.object({ feeId: z.string() }) },
  FEE_TWICE: { status: 422, data: z.object({ feeId: z.string() }) },
  FEE_NOT_DECIDED: { status: 422, data: z.object({ fees: z.array(FeeNamed) }) },
  FEE_AMOUNT_NEEDED: { status: 422, data: FeeNamed },
  FEE_ORIGINALS_NEEDED: { status: 422, data: FeeNamed },
  FEE_WAIVER_REASON_NEEDED: { status: 422, data: FeeNamed },
  FEE_EXEMPTION_UNKNOWN: { status: 422, data: FeeNamed.extend({ exemption: z.string() }) },
} as const;

/** Why a reception is refused; the same at the window and for what was filed online. */
export const ReceiptRefusals = {
  ...ProcedureRefusals,
  CASE_UNKNOWN: { status: 404, data: z.object({ caseId: z.string() }) },
  OWNER_MISSING: { status: 422, data: none },
  SUBMITTER_MISSING: { status: 422, data: none },
  IDENTITY_MISSING: {
    status: 422,
    data: z.object({ role: z.enum(['submitter', 'authoriser', 'receiver']) }),
  },
  TAX_CODE_WRONG: { status: 422, data: z.object({ role: z.enum(['owner', 'submitter']) }) },
  BORN_AFTER_TODAY: { status: 422, data: z.object({ role: z.enum(PARTY_ROLES) }) },
  AUTHORISER_MISSING: { status: 422, data: none },
  AUTHORISATION_MISSING: { status: 422, data: none },
  COMPONENT_UNKNOWN: { status: 422, data: z.object({ componentId: z.string() }) },
  COMPONENT_TWICE: { status: 422, data: ComponentNamed },
  COMPONENT_NOT_IN_DATABASE: { status: 422, data: ComponentNamed },
  COMPONENT_NOT_IN_STORE: { status: 422, data: ComponentNamed },
  /** What was seen in the store of somebody of the dossier may not be taken now. */
  STORED_PAPER_UNFIT: {
    status: 409,
    data: ComponentNamed.extend({ standing: z.enum(STORED_PAPER_FAULTS) }),
  },
  MISSING_COMPONENT: { status: 422, data: z.object({ components: z.array(Missing) }) },
  ...FeeRefusals,
  ...LinkedRefusals,
  COMPETENT_IS_HERE: { status: 422, data: z.object({ office: z.string() }) },
  COMPETENT_PLACE_UNKNOWN: { status: 404, data: z.object({ placeId: z.string() }) },
  NOT_RECEIVED_ELSEWHERE: { status: 409, data: z.object({ basis: z.string() }) },
  NOT_LISTED_NATIONWIDE: { status: 409, data: z.object({ office: z.string() }) },
  LINKED_NOT_ELSEWHERE: { status: 409, data: none },
  CALENDAR_NOT_ANNOUNCED: { status: 409, data: z.object({ year: z.number() }) },
  OFFICE_HOURS_NOT_SET: { status: 409, data: z.object({ day: z.string() }) },
  LIMIT_NOT_SET: { status: 409, data: z.object({ unit: z.string() }) },
  DOSSIER_CODE_RULE_MISSING: { status: 409, data: z.object({ day: z.string() }) },
  AGENCY_CODE_UNFIT: { status: 409, data: z.object({ agencyCode: z.string() }) },
  CODES_USED_UP: { status: 409, data: z.object({ last: z.number() }) },
} as const;

const CardRefusals = {
  QR_EMPTY: { status: 422, data: none },
  QR_TOO_FEW_FIELDS: { status: 422, data: z.object({ found: z.number(), looksLike: z.enum(OTHER_CODES) }) },
  QR_FIELDS_BAD: {
    status: 422,
    data: z.object({
      fields: z.array(z.object({ field: z.enum(CARD_FIELDS), problem: z.enum(CARD_PROBLEMS) })),
    }),
  },
  MRZ_INCOMPLETE: { status: 422, data: z.object({ lines: z.number() }) },
  MRZ_NOT_A_CARD: { status: 422, data: none },
  MRZ_CHECK_FAILED: { status: 422, data: z.object({ parts: z.array(z.enum(MRZ_PARTS)) }) },
} as const;

/** What a card says, as the reception form takes it; `repaired` names the fields whose letters were restored. */
const CardView = z.object({
  person: Person,
  oldNumber: z.string().nullable(),
  issuedOn: PlainDateText.nullable(),
  expiresOn: PlainDateText.nullable(),
  source: z.enum(CARD_SOURCES),
  repaired: z.array(z.enum(CARD_FIELDS)),
  hints: z.array(z.string()),
});

const Notice = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('CHANNEL_NOT_PUBLISHED'),
    channel: FilingChannel,
    published: z.array(FilingChannel),
  }),
  z.object({ code: z.literal('PAPER_WITHOUT_REASON'), componentId: z.string(), name: z.string() }),
]);

/** A received dossier: what the slip says. */
export const Receipt = z.object({
  dossierId: DossierId,
  code: z.string(),
  receivedAt: InstantText,
  due: z.string(),
  dueAt: InstantText,
  explanation: z.array(DeadlineStep),
  totalVnd: z.number().int(),
  notices: z.array(Notice),
  /** The appointment is reckoned from when another office is expected to receive it. */
  provisional: z.boolean(),
  /** The central service that is to give the code: the one above is a provisional number. */
  codeSystem: z.string().nullable(),
  packetSeq: z.number().int(),
});
export type Receipt = z.infer<typeof Receipt>;

const PixelSize = z.object({ width: z.number(), height: z.number() });

/** What is known of a page's quality: `waiting` until it was measured, `failed` where it could not be. */
export const PageQuality = z.object({
  state: z.enum(['waiting', 'measured', 'failed']),
  /** Pixels, upright and, where it is, made flat; null until it was measured. */
  size: PixelSize.nullable(),
  /** Pixels of the picture as it came in. */
  picture: PixelSize.nullable(),
  /** Dots in an inch of paper; null until it was measured. */
  dpi: z.number().nullable(),
  /** The paper that was found in a photograph; null where there is none, or no photograph. */
  outline: z.object({ corners: Corners, lying: z.boolean() }).nullable(),
  findings: z.array(
    z.object({
      code: z.enum(PAGE_FINDINGS),
      severity: z.enum(SEVERITIES),
      accepted: z.object({ reason: z.string(), by: z.string(), at: InstantText }).nullable(),
    }),
  ),
  /** What is done to it when the digital copy is made. */
  cleanUp: CleanUp,
  proposed: CleanUp,
  hasColour: z.boolean(),
  /** No colour was found on it, so that grey would lose nothing; a person decides. */
  mayBeGrey: z.boolean(),
});
export type PageQuality = z.infer<typeof PageQuality>;

const PagesOf = z.object({
  pageId: z.string(),
  sha256: Sha256,
  /** Its small picture, upright and otherwise as it was scanned; null until it was made. */
  thumbnail: Sha256.nullable(),
  /** When the picture was destroyed, with the files of its certification. */
  purgedAt: InstantText.nullable(),
  dpi: z.number().nullable(),
  source: z.string(),
  addedAt: InstantText,
  /** Whether it is the picture of its sheet with a stuck note or without; null is a sheet that has none. */
  note: z.enum(NOTE_PICTURES).nullable(),
  quality: PageQuality,
});

/** A component with its pages and its digital copy. */
const ComponentView = z.object({
  componentId: z.string(),
  name: z.string(),
  source: z.enum(COMPONENT_SOURCES),
  counts: PaperCounts,
  onlyShown: z.boolean(),
  lookupPending: z.boolean(),
  pages: z.array(PagesOf),
  declaredPages: z.number().int().nullable(),
  leftOut: z.enum(LEFT_OUT_REASONS).nullable(),
  digitalCopy: z
    .object({
      sha256: Sha256,
      /** When the file was destroyed, with those of its certification. */
      purgedAt: InstantText.nullable(),
      pages: z.number(),
      size: z.number(),
      /** Under which it leaves. */
      fileName: z.string(),
      /** Of an accepted file, as it came. */
      originalName: z.string().nullable(),
      madeAt: InstantText,
      madeBy: z.string(),
      /** False once its pages were changed: others, in another order, or cleaned up otherwise. */
      upToDate: z.boolean(),
      /** Pages that were coded anew so that it keeps to the office's limit. */
      reEncoded: z.array(ReEncodedPage),
      /** The limit in bytes that a person let it be larger than. */
      largerThan: z.number().nullable(),
      /** What stands on its pages was read after it was made: made again it can be searched. */
      textCameLater: z.boolean(),
      /** Whether an official of this office signed it; its signatures are judged by `certify.verify`. */
      signedHere: z.boolean(),
    })
    .nullable(),
  /** Whether the citizen took what the digital copy shows out of their warehouse on the national portal. */
  fromNationalStore: z.boolean(),
  /** The dossier whose paper or result its digital copy is. */
  reuse: z
    .object({
      dossierId: DossierId,
      code: z.string(),
      isResult: z.boolean(),
      resultCode: z.string().nullable(),
    })
    .nullable(),
  /** What was said of the paper; null while nobody said anything, and `first` is then what a person begins with. */
  facts: PaperFacts.nullable(),
  first: PaperFacts,
  /** Fields that were taken over from what was read on the pages. */
  suggested: z.array(z.enum(SUGGESTED_FIELDS)),
  lacking: z.array(z.enum(LACKING_FIELDS)),
});

const PartyOf = z.object({
  role: z.enum(['owner', 'submitter', 'authoriser', 'receiver']),
  party: Party,
});

/** All that is known of a dossier. */
export const DossierView = z.object({
  dossierId: DossierId,
  code: z.string(),
  /** Printed on the slip: whoever says it holds the slip. */
  followUpCode: z.string(),
  /** The central service that is to give its code, where it is under a provisional number. */
  codeSystem: z.string().nullable(),
  /** By what else it is known. */
  otherCodes: z.array(z.object({ code: z.string(), kind: z.enum(OTHER_CODE_KINDS), linkedAt: InstantText })),
  procedureCode: z.string(),
  procedureName: z.string(),
  caseName: z.string(),
  state: z.enum(DOSSIER_STATES),
  nationalStatus: z.number().int().min(1).max(10),
  channel: FilingChannel,
  receivedAt: InstantText,
  receivedBy: z.string(),
  /** The office that it was received for, when it is to have it and when it had it; null where this one is competent. */
  competent: z
    .object({
      office: z.string(),
      reach: z.enum(['province', 'nationwide']),
      clock: z.enum(COMPETENT_CLOCKS),
      basis: z.string().nullable(),
      expectedAt: InstantText,
      receivedAt: InstantText.nullable(),
    })
    .nullable(),
  due: z.string(),
  dueAt: InstantText,
  late: z.boolean(),
  /** The other reading, where it differs: late or in time by the portal's indicator 2.1, and why. */
  portal: z.object({ late: z.boolean(), cause: z.enum(LATENESS_CAUSES) }).nullable(),
  explanation: z.array(DeadlineStep),
  request: z.string(),
  sets: z.number(),
  delivery: ReceiptInput.shape.delivery,
  totalVnd: z.number(),
  /** The lines of the tariff as they were decided, with the exemptions that the catalogue has for each. */
  fees: z.array(
    z.object({
      choice: FeeChoice,
      name: z.string(),
      amountVnd: z.number().int().nullable(),
      waivedFor: z.string().nullable(),
      exemptions: z.array(z.object({ name: z.string(), ground: z.string() })),
    }),
  ),
  parties: z.array(PartyOf),
  /** How those at the window were authenticated, oldest first. */
  identityChecks: z.array(IdentityCheckView),
  /** Dossiers of the same person and procedure that were open at the reception. */
  repeats: z.array(z.object({ dossierId: DossierId, code: z.string(), reason: z.string().nullable() })),
  /** Open dossiers of the same people that hold the very same files, with how many. */
  sameFiles: z.array(z.object({ dossierId: DossierId, code: z.string(), files: z.number().int() })),
  components: z.array(ComponentView),
  papers: z.array(
    z.object({
      paperId: z.string(),
      formId: z.string(),
      /** The title of its form, as it is printed. */
      title: z.string(),
      paper: z.enum(PAPER_SIZES),
      copies: z.number(),
      sha256: Sha256,
      drawnAt: InstantText,
      printed: z.number(),
    }),
  ),
  /** Scans of papers that came back signed, page by page. */
  signedPapers: z.array(z.object({ kind: z.enum(SIGNED_PAPERS), sha256: Sha256, filedAt: InstantText })),
  copies: z.array(
    z.object({
      copyId: CertifiedCopyId,
      title: z.string(),
      state: CopyState,
      number: z.string().nullable(),
      book: z.string().nullable(),
      /** The digital copy it is made of. */
      scanSha256: Sha256,
      sha256: Sha256.nullable(),
      purgedAt: InstantText.nullable(),
      returnReason: z.string().nullable(),
    }),
  ),
  /** Paper copies of originals that are certified by hand. */
  paperCopies: z.array(
    z.object({
      paperCopyId: PaperCopyId,
      title: z.string(),
      pages: z.number().int(),
      copies: z.number().int(),
      state: z.enum(PAPER_COPY_STATES),
      number: z.string().nullable(),
      book: z.string().nullable(),
      returnReason: z.string().nullable(),
    }),
  ),
  result: z
    .object({
      description: z.string(),
      sha256: Sha256.nullable(),
      purgedAt: InstantText.nullable(),
      recordedAt: InstantText,
      recordedBy: z.string(),
      facts: ResultFacts,
    })
    .nullable(),
  /** What the procedure gives, with its codes in the national list. */
  resultTypes: z.array(z.object({ name: z.string(), code: z.string().nullable() })),
  /** Its result is a document that has no electronic form yet: it goes out with a reason only. */
  needsPaperReason: z.boolean(),
  handOver: z
    .object({
      basis: z.enum(HANDOVER_BASES),
      name: z.string(),
      /** The other party, where the result belongs to two. */
      together: z.string().nullable(),
      paper: z.string().nullable(),
      handedAt: InstantText,
      handedBy: z.string(),
      way: z.enum(HANDOVER_WAYS),
      carrier: z.string().nullable(),
      tracking: z.string().nullable(),
      acknowledgedOn: PlainDateText.nullable(),
      acknowledgement: z.string().nullable(),
      paperOnly: z.enum(PAPER_ONLY_REASONS).nullable(),
      paperOnlyWords: z.string().nullable(),
    })
    .nullable(),
  /** Whether the result is handed to two parties together. */
  handedToBoth: z.boolean(),
  /** Originals that the office keeps or kept, in the order in which they were kept. */
  originals: z.array(KeptOriginal),
  /** The procedures of a linked group; empty for a dossier that links nothing. */
  linked: z.array(LinkedView),
  /** What interrupted or ended it, or moved its return; oldest first. */
  steps: z.array(
    z.object({
      stepId: z.string(),
      details: StepDetails,
      begunAt: InstantText,
      begunBy: z.string(),
      dueBefore: z.string(),
      endedAt: InstantText.nullable(),
      brought: z.string().nullable(),
      dueAfter: z.string().nullable(),
      /** Whether there is a paper that tells the citizen. */
      hasPaper: z.boolean(),
    }),
  ),
  timeline: z.array(
    z.object({
      at: InstantText,
      type: z.string(),
      by: z.string().nullable(),
      receipted: z.boolean().nullable(),
    }),
  ),
  /** What other agencies did, as the province told it, by its number. */
  progress: z.array(
    ToldStep.extend({ outcome: z.enum(['applied', 'noted', 'aside']), arrivedAt: InstantText }),
  ),
  /** Who worked on it, and who does now. */
  work: WorkView,
  actions: z.array(z.enum(DOSSIER_ACTIONS)),
});
export type DossierView = z.infer<typeof DossierView>;

/** The largest reception draft kept, in characters of JSON. */
const DRAFT_LIMIT = 100_000;
const DraftValue = z
  .record(z.string(), z.json())
  .refine((value) => JSON.stringify(value).length <= DRAFT_LIMIT, {
    params: { code: 'too_long' },
  });

/** A code as systems write it: letters, digits and their signs, without blanks. */
const OtherCode = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z./-]{3,59}$/);

const DRAFT_OF_ANOTHER = { status: 403, data: none } as const;
const DraftNotMine = {
  DRAFT_OPEN_ELSEWHERE: { status: 409, data: z.object({ since: InstantText }) },
  DRAFT_RECEIVED: { status: 409, data: z.object({ code: z.string() }) },
} as const;

const NotDrawn = {
  ...DossierUnknown,
  DOSSIER_VOIDED: { status: 409, data: none },
  PAPER_NOT_DRAWN: { status: 503, data: z.object({ reason: z.string() }) },
} as const;

const SearchInput = {
  /** Whatever was typed, pasted or read; what is longer than a line only narrows by its beginning. */
  text: z.string().max(20_000),
  ...ListFilter.shape,
} as const;

/** Why a document goes out without its electronic form; null where it has one. */
const PaperOnlySaid = z
  .strictObject({ reason: z.enum(PAPER_ONLY_REASONS), words: oneLine(300, 0) })
  .nullable()
  .default(null);
const PaperOnlyRefusals = {
  ELECTRONIC_RESULT_MISSING: { status: 409, data: none },
  PAPER_ONLY_WORDS_MISSING: { status: 422, data: none },
} as const;

/** Dossiers (hồ sơ): reception, slip, result, handing over. */
export const dossier = {
  readCard: query('dossier:receive')
    .input(queryInput({ text: z.string().max(2000) }))
    .output(CardView)
    .errors(CardRefusals),
  saveDraft: command('dossier:receive')
    .input(commandInput({ draftId: z.uuid(), value: DraftValue }))
    .output(z.object({ savedAt: InstantText }))
    .errors({ DRAFT_OF_ANOTHER, ...DraftNotMine }),
  /** Opens one's own draft on this window; the window that had it open can no longer save it. */
  takeDraft: command('dossier:receive')
    .input(commandInput({ draftId: z.uuid() }))
    .output(z.object({ savedAt: InstantText, value: DraftValue }))
    .errors({
      DRAFT_OF_ANOTHER,
      DRAFT_GONE: { status: 404, data: none },
      DRAFT_RECEIVED: DraftNotMine.DRAFT_RECEIVED,
    }),
  discardDraft: command('dossier:receive')
    .input(commandInput({ draftId: z.uuid() }))
    .output(none),
  drafts: query('dossier:receive')
    .input(queryInput({}))
    .output(
      z.object({
        drafts: z.array(
          z.object({
            draftId: z.uuid(),
            savedAt: InstantText,
            /** Since when another window has it open. */
            heldSince: InstantText.nullable(),
            value: DraftValue,
          }),
        ),
      }),
    ),
  openOf: query('dossier:see')
    .input(
      queryInput({
        identityNumber: z.string().max(20),
        oldNumber: z.string().max(20).optional(),
        procedureCode: z.string().max(60),
      }),
    )
    .output(z.object({ hits: z.array(DossierHit) })),
  receive: command('dossier:receive')
    .input(commandInput({ receipt: ReceiptInput, draftId: z.uuid().optional() }))
    .output(Receipt)
    .errors({ ...ReceiptRefusals, ...DraftNotMine }),
  drawSlip: command('dossier:receive')
    .input(
      commandInput({
        dossierId: DossierId,
        paper: HandedSheet,
        copies: z.union([z.literal(1), z.literal(2)]),
      }),
    )
    .output(DrawnPaper)
    .errors(NotDrawn),
  /** The control sheet (Mẫu số 06) with every handing over so far. */
  drawControl: command('dossier:process')
    .input(commandInput({ dossierId: DossierId }))
    .output(DrawnPaper)
    .errors(NotDrawn),
  /** What was done with a dossier, by whom, until when: an extract of its log. */
  drawProcess: command('dossier:process')
    .input(commandInput({ dossierId: DossierId }))
    .output(DrawnPaper)
    .errors(NotDrawn),
  /** The receipt that the person signs who took the result at the window. */
  drawHandOver: command('dossier:hand-over')
    .input(commandInput({ dossierId: DossierId, paper: HandedSheet }))
    .output(DrawnPaper)
    .errors({ ...NotDrawn, NOT_HANDED_AT_WINDOW: { status: 409, data: none } }),
  /** The code that a central service gave: it becomes the dossier's own in the place of a provisional number. `sure`: although it looks unusual. */
  linkCode: command('dossier:receive')
    .input(commandInput({ dossierId: DossierId, code: OtherCode, sure: z.boolean().default(false) }))
    .output(z.object({ code: z.string(), packetSeq: z.number().int() }))
    .errors({
      ...DossierUnknown,
      CODE_LINKED_BEFORE: { status: 409, data: z.object({ code: z.string() }) },
      CODE_OF_ANOTHER: { status: 409, data: z.object({ code: z.string() }) },
      CODE_UNUSUAL: { status: 422, data: z.object({ code: z.string() }) },
      CODE_PROVISIONAL: { status: 422, data: z.object({ code: z.string() }) },
    }),
  /** What was received under a provisional number and has no code yet. */
  codeless: query('dossier:see')
    .input(queryInput({}))
    .output(
      z.object({
        dossiers: z.array(
          z.object({
            dossierId: DossierId,
            code: z.string(),
            procedureName: z.string(),
            ownerName: z.string(),
            state: z.enum(DOSSIER_STATES),
            receivedAt: InstantText,
            codeSystem: z.string().nullable(),
          }),
        ),
        total: z.number().int(),
      }),
    ),
  /** Whoever may draw a paper of a dossier may note that it was printed. */
  recordPrint: command('dossier:process')
    .input(commandInput({ paperId: z.uuid(), printer: oneLine(100) }))
    .output(z.object({ printed: z.number().int() }))
    .errors({ PAPER_UNKNOWN: { status: 404, data: z.object({ paperId: z.string() }) } }),
  search: query('dossier:see')
    .input(
      queryInput({
        ...SearchInput,
        limit: z.number().int().min(1).max(200).default(50),
        /** Where the page before ended, as its answer said. */
        after: z.number().int().nonnegative().optional(),
      }),
    )
    .output(
      z.object({
        hits: z.array(DossierHit),
        /** Where the next page goes on; null on the last one. */
        next: z.number().int().nullable(),
      }),
    ),
  /** How many dossiers a search finds, up to a bound: a list of a million is not counted through for each letter typed. */
  count: query('dossier:see')
    .input(queryInput(SearchInput))
    .output(z.object({ count: z.number().int(), more: z.boolean() })),
  get: query('dossier:see')
    .input(queryInput({ dossierId: DossierId }))
    .output(DossierView)
    .errors(DossierUnknown),
  startProcessing: command('dossier:process')
    .input(commandInput({ dossierId: DossierId }))
    .output(z.object({ state: z.enum(DOSSIER_STATES) }))
    .errors({
      ...DossierUnknown,
      ACTION_NOT_ALLOWED: {
        status: 409,
        data: z.object({ state: z.enum(DOSSIER_STATES), action: z.enum(DOSSIER_ACTIONS) }),
      },
    }),
  settleLookup: command('dossier:process')
    .input(commandInput({ dossierId: DossierId, componentId: z.string().max(60) }))
    .output(none)
    .errors({
      ...DossierUnknown,
      LOOKUP_NOT_OPEN: { status: 409, data: z.object({ componentId: z.string() }) },
    }),
  recordResult: command('dossier:process')
    .input(
      commandInput({
        dossierId: DossierId,
        description: oneLine(300),
        sha256: Sha256.nullable(),
        /** What it says of itself; left out is nothing said. */
        facts: ResultFacts.default(NOTHING_SAID),
      }),
    )
    .output(z.object({ state: z.enum(DOSSIER_STATES), packetSeq: z.number().int() }))
    .errors({
      ...DossierUnknown,
      ...FactsRefusals,
      /** Procedures of the group that have no answer yet. */
      LINKED_STILL_OPEN: { status: 409, data: z.object({ names: z.array(z.string()) }) },
      ...FileRefusals,
      ACTION_NOT_ALLOWED: {
        status: 409,
        data: z.object({ state: z.enum(DOSSIER_STATES), action: z.enum(DOSSIER_ACTIONS) }),
      },
    }),
  /** Sends a result by post or electronically, as registered at the reception. */
  sendOut: command('dossier:hand-over')
    .input(
      commandInput({
        dossierId: DossierId,
        way: z.enum(['post', 'electronic']),
        carrier: oneLine(100).nullable(),
        /** The number of the postal item, or where it was sent electronically. */
        tracking: oneLine(200),
        paperOnly: PaperOnlySaid,
      }),
    )
    .output(z.object({ handedAt: InstantText, packetSeq: z.number().int() }))
    .errors({
      ...DossierUnknown,
      ACTION_NOT_ALLOWED: {
        status: 409,
        data: z.object({ state: z.enum(DOSSIER_STATES), action: z.enum(DOSSIER_ACTIONS) }),
      },
      ...OriginalsStillOut,
      BOTH_PARTIES_NEEDED: { status: 422, data: none },
      ...PaperOnlyRefusals,
      WAY_NOT_REGISTERED: { status: 409, data: z.object({ registered: z.string() }) },
      CARRIER_MISSING: { status: 422, data: none },
    }),
  /** The receiver of a result that was sent acknowledged it. */
  acknowledge: command('dossier:hand-over')
    .input(commandInput({ dossierId: DossierId, on: PlainDateText, acknowledgement: oneLine(300) }))
    .output(z.object({ on: PlainDateText }))
    .errors({
      NOT_SENT_OUT: { status: 409, data: none },
      ACKNOWLEDGED_ALREADY: { status: 409, data: z.object({ on: PlainDateText }) },
      ACKNOWLEDGED_ON_WRONG_DAY: { status: 422, data: z.object({ from: PlainDateText, to: PlainDateText }) },
    }),
  handOver: command('dossier:hand-over')
    .input(
      commandInput({
        dossierId: DossierId,
        receiver: Person,
        /** The other party, where the result is handed to both. */
        together: Person.nullable().default(null),
        paper: oneLine(200).nullable(),
        /** What a reader read of the receiver's card; it is compared and kept nowhere. Needed when the slip was reported lost. */
        card: z.string().max(2000).nullable().default(null),
        /** How the receiver was authenticated; left out means not at all. */
        receiverCheck: z.enum(WINDOW_METHODS).optional(),
        paperOnly: PaperOnlySaid,
      }),
    )
    .output(
      z.object({
        basis: z.enum(HANDOVER_BASES),
        /** By which number the receiver was known; null when a paper gave the right. */
        match: z.enum(NUMBER_MATCHES).nullable(),
        handedAt: InstantText,
        packetSeq: z.number().int(),
      }),
    )
    .errors({
      ...DossierUnknown,
      ACTION_NOT_ALLOWED: {
        status: 409,
        data: z.object({ state: z.enum(DOSSIER_STATES), action: z.enum(DOSSIER_ACTIONS) }),
      },
      ...OriginalsStillOut,
      ...PaperOnlyRefusals,
      BOTH_PARTIES_NEEDED: { status: 422, data: none },
      OTHER_PARTY_UNIDENTIFIED: { status: 422, data: none },
      RECEIVER_UNIDENTIFIED: { status: 422, data: none },
      SLIP_LOST_CARD_NEEDED: { status: 403, data: z.object({ mayReceive: z.array(z.string()) }) },
      RECEIVER_IS_STRANGER: { status: 403, data: z.object({ mayReceive: z.array(z.string()) }) },
    }),
};
