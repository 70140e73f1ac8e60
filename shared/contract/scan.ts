import * as z from 'zod';
import { keepsEveryPage, keepsEveryPageOfBoth } from '../domain/digitisation/arrangement.ts';
import { CleanUp } from '../domain/digitisation/clean-up.ts';
import { CopyLimit } from '../domain/digitisation/copy-size.ts';
import { ORIGINAL_NAME_LIMIT } from '../domain/digitisation/digital-copy-name.ts';
import { PaperSize } from '../domain/digitisation/flatten.ts';
import { LEFT_OUT_REASONS } from '../domain/digitisation/left-out.ts';
import { PAGE_FINDINGS } from '../domain/digitisation/page-findings.ts';
import { LACKING_FIELDS, PaperFacts, SUGGESTED_FIELDS } from '../domain/digitisation/paper-facts.ts';
import { NOTE_PICTURES } from '../domain/digitisation/stuck-note.ts';
import { DossierId, Sha256 } from '../types/ids.ts';
import { InstantText, nameOfThing, oneLine } from '../types/text.ts';
import { FilePurged } from './certify.ts';
import { command, commandInput, query, queryInput } from './procedure.ts';

const none = z.object({});

/** A component of a dossier. */
export const Place = { dossierId: DossierId, componentId: z.string().max(60) };
export const PlaceRefusals = {
  DOSSIER_UNKNOWN: { status: 404, data: z.object({ dossierId: z.string() }) },
  COMPONENT_UNKNOWN: { status: 404, data: z.object({ componentId: z.string() }) },
  DOSSIER_CLOSED: { status: 409, data: z.object({ state: z.string() }) },
} as const;

const PageUnknown = { PAGE_UNKNOWN: { status: 404, data: z.object({ pageId: z.string() }) } } as const;

/** The page that is scanned again: the first page that comes takes its place. */
const InsteadOf = z.uuid().nullable().default(null);

/** More pages than any paper of a counter has. */
const MOST_PAGES = 2000;
const PageIds = z.array(z.uuid()).min(1).max(MOST_PAGES);

const ArrangedPages = z.object({
  componentId: Place.componentId,
  before: z.array(z.uuid()).max(MOST_PAGES),
  after: z.array(z.uuid()).max(MOST_PAGES),
});

/** The pages of components as they are seen, and as they are to be: no page comes, goes or stands twice. */
const Arrangement = z.array(ArrangedPages).min(1).max(60).refine(keepsEveryPage);

/** The same of a component in each of two dossiers. */
const ArrangedInDossier = ArrangedPages.extend({ dossierId: DossierId });
const ArrangementOfTwo = z.tuple([ArrangedInDossier, ArrangedInDossier]).refine(keepsEveryPageOfBoth);

/** Why what a paper says of itself cannot be. */
export const FactsRefusals = {
  ISSUED_AFTER_TODAY: { status: 422, data: z.object({ issuedOn: z.string() }) },
  VALID_BEFORE_ISSUED: { status: 422, data: z.object({ issuedOn: z.string(), until: z.string() }) },
} as const;

/** What stopped a scan: a code of the scanner's port with its details. */
const Stopped = z.object({ code: z.string(), data: z.record(z.string(), z.json()) });

/** Pages that came in, in order. */
export const Pages = z.object({
  pages: z.array(z.object({ pageId: z.uuid(), sha256: Sha256 })),
  /** Null when the scan ended by itself; else the pages above are kept all the same. */
  stopped: Stopped.nullable(),
  /** A PDF is no pages: it is the component's digital copy as it stands. */
  digitalCopy: z.object({ sha256: Sha256, pages: z.number().int() }).nullable(),
});

/** What a scanner is asked for. */
export const ScanOrder = {
  deviceId: z.uuid(),
  scannerId: nameOfThing(300),
  source: z.enum(['feeder', 'flatbed']),
  duplex: z.boolean().default(false),
  colour: z.enum(['colour', 'gray']).default('colour'),
  dpi: z.union([z.literal(200), z.literal(300), z.literal(600)]).default(300),
};

/** Why a scan brings nothing. */
export const ScanRefusals = {
  DEVICE_UNKNOWN: { status: 404, data: z.object({ deviceId: z.string() }) },
  DEVICE_NOT_CONNECTED: { status: 409, data: z.object({ deviceId: z.string() }) },
  SCAN_GAVE_NOTHING: { status: 502, data: Stopped },
} as const;

const OfPage = z.object({ page: z.number() });

/** Why a file is not taken. */
export const FileRefusals = {
  FILE_NOT_STORED: { status: 404, data: z.object({ sha256: z.string() }) },
  FILE_EMPTY: { status: 422, data: none },
  IMAGE_UNREADABLE: { status: 422, data: OfPage },
  IMAGE_UNSUPPORTED: { status: 422, data: OfPage },
  IMAGE_TOO_LARGE: { status: 422, data: OfPage },
  PDF_ENCRYPTED: { status: 422, data: none },
  PDF_UNREADABLE: { status: 422, data: none },
  PDF_WITHOUT_PAGES: { status: 422, data: none },
  PDF_WITH_SCRIPT: { status: 422, data: none },
  PDF_WITH_ACTION: { status: 422, data: z.object({ action: z.string() }) },
  PDF_WITH_FILES: { status: 422, data: none },
  PDF_WITH_XFA: { status: 422, data: none },
  PDF_WITH_MEDIA: { status: 422, data: none },
  FILE_TOO_COMPLEX: { status: 422, data: none },
  PAGES_NOT_READ: { status: 502, data: z.object({ reason: z.string() }) },
} as const;

/** A page on which something was found: where it lies, which page of its component it is from 1, and the line that says it. */
export const PageWithText = z.object({
  /** Null where it is a page of a PDF that was taken as it is. */
  pageId: z.string().nullable(),
  dossierId: DossierId,
  code: z.string(),
  ownerName: z.string(),
  componentName: z.string(),
  page: z.int(),
  line: z.string(),
});
export type PageWithText = z.infer<typeof PageWithText>;

/** From paper to the digital copy of a component (số hóa thành phần hồ sơ, Thông tư 03/2025/TT-VPCP). */
export const scan = {
  scanners: query('dossier:receive')
    .input(queryInput({}))
    .output(
      z.object({
        scanners: z.array(
          z.object({
            deviceId: z.uuid(),
            scannerId: z.string(),
            name: z.string(),
            /** Its number in the network, of one that announced itself and that nobody entered. */
            announcedAt: z.string().nullable(),
          }),
        ),
        complete: z.boolean(),
      }),
    ),
  setAddresses: command('device:administer')
    .input(commandInput({ addresses: z.array(z.url({ protocol: /^https?$/ })).max(20) }))
    .output(z.object({ addresses: z.array(z.string()) })),
  addresses: query('device:administer')
    .input(queryInput({}))
    .output(
      z.object({
        addresses: z.array(z.string()),
        /** Scanners that announced themselves and whose address is not among them. */
        announced: z.array(z.object({ name: z.string(), address: z.string() })),
      }),
    ),
  run: command('dossier:receive')
    .input(commandInput({ ...Place, ...ScanOrder, insteadOf: InsteadOf }))
    .output(Pages)
    .errors({ ...PlaceRefusals, ...ScanRefusals, ...PageUnknown }),
  addFile: command('dossier:receive')
    .input(
      commandInput({
        ...Place,
        sha256: Sha256,
        insteadOf: InsteadOf,
        /** As the file is called where it came from. */
        name: nameOfThing(ORIGINAL_NAME_LIMIT).nullable().default(null),
        /** Of a photograph by the camera: which paper lay under it. */
        paper: PaperSize.nullable().default(null),
      }),
    )
    .output(Pages)
    .errors({ ...PlaceRefusals, ...FileRefusals, ...PageUnknown }),
  setAside: command('dossier:receive')
    .input(commandInput({ pageIds: PageIds }))
    .output(none)
    .errors({ ...PlaceRefusals, ...PageUnknown }),
  putBack: command('dossier:receive')
    .input(commandInput({ pageIds: PageIds }))
    .output(none)
    .errors({ ...PlaceRefusals, ...PageUnknown }),
  /** Puts the pages of one or more components of a dossier into another order, or into one another. */
  arrange: command('dossier:receive')
    .input(commandInput({ dossierId: DossierId, components: Arrangement }))
    .output(none)
    .errors({ ...PlaceRefusals, PAGES_MOVED: { status: 409, data: none } }),
  /** Puts pages that were scanned into the wrong dossier into the right one: no page of either comes, goes or stands twice. */
  moveToDossier: command('dossier:receive')
    .input(commandInput({ dossiers: ArrangementOfTwo }))
    .output(none)
    .errors({
      DOSSIER_UNKNOWN: PlaceRefusals.DOSSIER_UNKNOWN,
      COMPONENT_UNKNOWN: PlaceRefusals.COMPONENT_UNKNOWN,
      PAGES_MOVED: { status: 409, data: none },
      /** One of the dossiers has ended: what was handed in with it stays as it is. */
      MOVE_OF_CLOSED: { status: 409, data: z.object({ code: z.string(), state: z.string() }) },
      /** A certified copy of the component is in the queue, is being signed or was issued. */
      MOVE_OF_CERTIFIED: { status: 409, data: z.object({ code: z.string(), name: z.string() }) },
    }),
  /** Says that a page is the picture of its sheet with the stuck note or without it; null takes the word back. */
  markNote: command('dossier:receive')
    .input(commandInput({ pageId: z.uuid(), picture: z.enum(NOTE_PICTURES).nullable() }))
    .output(none)
    .errors({ ...PlaceRefusals, ...PageUnknown }),
  /** Says why a page stays although something was found on it. */
  acceptPage: command('dossier:receive')
    .input(commandInput({ pageId: z.uuid(), finding: z.enum(PAGE_FINDINGS), reason: oneLine(300, 3) }))
    .output(none)
    .errors({
      ...PlaceRefusals,
      ...PageUnknown,
      FINDING_NOT_THERE: { status: 409, data: z.object({ finding: z.string() }) },
      FINDING_NOT_ACCEPTABLE: { status: 409, data: z.object({ finding: z.string() }) },
    }),
  /** Measures a page anew that could not be measured. */
  measureAgain: command('dossier:receive')
    .input(commandInput({ pageId: z.uuid() }))
    .output(none)
    .errors({ ...PlaceRefusals, ...PageUnknown }),
  /** Chooses what is done to pages when their digital copy is made; null is what the measures of a page propose. */
  cleanUp: command('dossier:receive')
    .input(
      commandInput({
        pages: z
          .array(z.object({ pageId: z.uuid(), cleanUp: CleanUp.nullable() }))
          .min(1)
          .max(MOST_PAGES),
      }),
    )
    .output(none)
    .errors({ ...PlaceRefusals, ...PageUnknown }),
  /** Says how many pages a paper has, or why it is not digitised. */
  describePaper: command('dossier:receive')
    .input(
      commandInput({
        ...Place,
        declaredPages: z.number().int().min(1).max(999).nullable(),
        leftOut: z.enum(LEFT_OUT_REASONS).nullable(),
      }),
    )
    .output(none)
    .errors(PlaceRefusals),
  /** Says what a paper is; `suggested` names the fields that were taken over from what was read on its pages. */
  sayFacts: command('dossier:receive')
    .input(
      commandInput({
        ...Place,
        facts: PaperFacts,
        suggested: z.array(z.enum(SUGGESTED_FIELDS)).max(SUGGESTED_FIELDS.length).default([]),
      }),
    )
    .output(
      z.object({
        lacking: z.array(z.enum(LACKING_FIELDS)),
        /** Null while there is no digital copy to send it with. */
        packetSeq: z.number().int().nullable(),
      }),
    )
    .errors({
      ...PlaceRefusals,
      ...FactsRefusals,
    }),
  /** What was read on a component's pages and may be a fact of its paper; each stands on words of a page, counted from 1. */
  suggestFacts: query('dossier:receive')
    .input(queryInput(Place))
    .output(
      z.object({
        suggestions: z.array(
          z.object({
            field: z.enum(SUGGESTED_FIELDS),
            value: z.string(),
            page: z.number().int(),
            words: z.string(),
          }),
        ),
      }),
    ),
  /** Digital copies of open dossiers of which the national data lack something, the oldest first; at most 500. */
  lacking: query('dossier:see')
    .input(queryInput({}))
    .output(
      z.object({
        copies: z.array(
          z.object({
            dossierId: DossierId,
            code: z.string(),
            ownerName: z.string(),
            componentId: z.string(),
            componentName: z.string(),
            madeAt: InstantText,
            lacking: z.array(z.enum(LACKING_FIELDS)),
          }),
        ),
        total: z.number().int(),
      }),
    ),
  findText: query('dossier:see')
    .input(queryInput({ text: z.string().max(400), limit: z.int().min(1).max(50).default(10) }))
    .output(z.object({ pages: z.array(PageWithText) })),
  /** Pages are coded anew only where the copy would be larger than the office's limit; `keepLarger` leaves them and takes the larger file. */
  makeDigitalCopy: command('dossier:receive')
    .input(commandInput({ ...Place, keepLarger: z.boolean().default(false) }))
    .output(
      z.object({
        sha256: Sha256,
        pages: z.number().int(),
        packetSeq: z.number().int(),
        size: z.number().int(),
        /** How many pages were coded anew. */
        reEncoded: z.number().int(),
      }),
    )
    .errors({
      ...PlaceRefusals,
      ...FilePurged,
      NO_PAGES: { status: 409, data: none },
      PAGES_CHANGED: { status: 409, data: none },
      /** The numbers of the pages that are not good enough. */
      PAGE_NOT_GOOD: { status: 409, data: z.object({ pages: z.string() }) },
      PAGE_COUNT_DIFFERS: { status: 409, data: z.object({ declared: z.number(), pages: z.number() }) },
      PAPER_LEFT_OUT: { status: 409, data: none },
      /** It cannot be made small enough and be read: limit and size (rounded up) in millions of bytes, the numbers of the largest pages. */
      COPY_TOO_LARGE: {
        status: 409,
        data: z.object({ pages: z.string(), limit: z.number(), size: z.number() }),
      },
      PAGES_NOT_READ: { status: 502, data: z.object({ reason: z.string() }) },
    }),
  /** How large a digital copy may be. */
  copyLimit: query('dossier:receive')
    .input(queryInput({}))
    .output(z.object({ megabytes: CopyLimit })),
  setCopyLimit: command('office:administer')
    .input(commandInput({ megabytes: CopyLimit }))
    .output(none),
};
