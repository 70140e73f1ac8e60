import * as z from 'zod';
import type { PaperSize } from '../domain/print/paper-size.ts';
import { PlainDateText } from '../types/text.ts';

/** A template comes from outside: no part of it is longer than a page. */
const Text = z.string().min(1).max(2000);

/** How a value is written: as given, an instant as `… giờ … phút, ngày … tháng … năm …`, or a number with a leading zero below 10. */
const ValueFormat = z.enum(['text', 'moment', 'count', 'dossier-code']);

/** One label and its value, `Label: value unit`. A missing value that is not required prints as a dotted line to write on. */
const FormPart = z.strictObject({
  key: Text,
  label: Text,
  /** What stands between label and value; `: ` unless the circular prints otherwise. */
  joint: z.string().default(': '),
  format: ValueFormat.default('text'),
  unit: Text.optional(),
  required: z.boolean().default(false),
  /** Printed bold: what the citizen looks for. */
  strong: z.boolean().default(false),
});
export type FormPart = z.infer<typeof FormPart>;

const FormLine = z.strictObject({
  kind: z.literal('line'),
  parts: z.array(FormPart).min(1).max(12),
  /** Left out when none of its values is given ("nếu có"). */
  omitWhenEmpty: z.boolean().default(false),
});

/** The office itself, by its kind: the label of {@link OfficeKind}'s wording and the office's name. */
const OfficeLine = z.strictObject({ kind: z.literal('office') });

/** Lines about one more person; left out when none of their values is given. */
const FormGroup = z.strictObject({
  kind: z.literal('group'),
  heading: Text,
  lines: z.array(FormLine).min(1).max(40),
});

/** The table of components: number, name, and one column per count under a common heading. */
const ComponentTable = z.strictObject({
  kind: z.literal('components'),
  key: Text,
  label: Text,
  numberHeading: Text,
  nameHeading: Text,
  countHeading: Text,
  counts: z.strictObject({ originals: Text, certifiedCopies: Text, photocopies: Text }),
});
export type ComponentTable = z.infer<typeof ComponentTable>;

/** A column of a {@link FormTable}; `ems` is its width in letters' sizes, without it it shares what the others leave, by its `share`. */
const TableColumn = z.strictObject({
  key: Text,
  heading: Text,
  ems: z.number().positive().optional(),
  share: z.number().positive().max(9).optional(),
  align: z.enum(['left', 'centre']).default('left'),
  /** The common heading of this column and of its neighbours with the same one. */
  group: Text.optional(),
});

/** A table with columns of its own; its heading is repeated on every page. */
const FormTable = z.strictObject({
  kind: z.literal('table'),
  key: Text,
  label: Text.optional(),
  /** The heading of a first column that numbers the rows; none without it. */
  numberHeading: Text.optional(),
  columns: z.array(TableColumn).min(1).max(16),
  /** Columns of other forms of the kind that this one does not print; a template may. */
  spareColumns: z.array(Text).max(16).optional(),
});
export type FormTable = z.infer<typeof FormTable>;

/** A numbered list of things said one by one. */
const FormList = z.strictObject({
  kind: z.literal('list'),
  key: Text,
  label: Text,
  /** Left out when nothing is said. */
  omitWhenEmpty: z.boolean().default(false),
});

/** Words that the circular prints whatever the values are. */
const FormStatement = z.strictObject({ kind: z.literal('statement'), text: Text });

/** Text that is written for each paper, a paragraph each. */
const FormParagraphs = z.strictObject({ kind: z.literal('paragraphs'), key: Text, label: Text });

/** A QR code as large as its sheet, and twice more below it: one that is torn or smeared leaves two. */
const FormMark = z.strictObject({ kind: z.literal('mark'), key: Text });

const FormField = z.discriminatedUnion('kind', [
  FormLine,
  OfficeLine,
  FormGroup,
  ComponentTable,
  FormTable,
  FormList,
  FormStatement,
  FormParagraphs,
  FormMark,
]);

/** Which wording names the receiving office: a Trung tâm Phục vụ hành chính công or a Bộ phận Tiếp nhận và Trả kết quả. */
export const OfficeKind = z.enum(['centre', 'desk']);

const OfficeWording = z.strictObject({ label: Text, headLine: Text, symbol: Text });

const FormSigner = z.strictObject({
  key: Text,
  title: Text,
  note: Text,
  /** May be absent from the paper (nobody stands at the counter when the dossier came online). */
  optional: z.boolean(),
});

/** What a paper is for, whatever number a circular gives it; each is printed by one command and filled with one set of values. */
export const FORM_KINDS = [
  'slip',
  'supplement',
  'refusal',
  'apology',
  'stop',
  'control-sheet',
  'transfer-record',
  'public-notice',
  'deadline-explanation',
  'apology-draft',
  'hand-over-receipt',
  'process-extract',
  'residence-slip',
  'residence-refusal',
  'fee-receipt',
  'guidance',
  'register',
  'hand-over-list',
  'separator',
  'copy-statement',
  'copy-cover',
  'certification-book',
  'act-statement',
  'signature-book',
  'translator-book',
  'transaction-book',
  'certification-refusal',
  'forgery-record',
  'check-report',
] as const;
export type FormKind = (typeof FORM_KINDS)[number];

/**
 * The sheets that a kind can be drawn on, the usual one first: what citizens take home is small, or on a roll, the book of dossiers may be large, every other paper is
 * an A4 of the file.
 */
export function sheetsOf(kind: FormKind): PaperSize[] {
  if (isSlip(kind) || kind === 'hand-over-receipt') return ['A5', 'A4', '80mm'];
  if (kind === 'fee-receipt' || kind === 'separator' || kind === 'copy-cover') return ['A5', 'A4'];
  return kind === 'register' ? ['A4', 'A3'] : ['A4'];
}

/** The paper that a citizen takes home from the window, whichever circular gives it. */
export function isSlip(kind: FormKind | undefined): boolean {
  return kind === 'slip' || kind === 'residence-slip';
}

/**
 * A printed form as dated data: what a circular prints, in its order and words. Drawing code knows no form and no Vietnamese word;
 * a new circular is a new definition, and a dossier keeps the definition it was received under.
 */
export const FormDefinition = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/),
  circular: z.strictObject({ number: Text, issuedOn: PlainDateText, issuer: Text }),
  kind: z.enum(FORM_KINDS),
  formNumber: Text,
  title: Text,
  /** How the sheet lies; a wide table stands on a lying one. */
  orientation: z.enum(['portrait', 'landscape']).default('portrait'),
  /** Days on which the form is printed for new dossiers, both inclusive; `to` null: in force until replaced. */
  validity: z.strictObject({ from: PlainDateText, to: PlainDateText.nullable() }),
  /** Where the words come from, and how sure that is. */
  source: z.array(Text).min(1).max(20),
  office: z.strictObject({ centre: OfficeWording, desk: OfficeWording }),
  /** A sheet for the office's own hands: no national head, its words large. */
  isWorkingSheet: z.boolean().optional(),
  /** Printed onto a page that is not blank: a frame at a place of the sheet, nothing else. */
  isStamp: z.boolean().optional(),
  /** None on a paper that has its number among its fields. */
  numberLabel: Text.optional(),
  /** The form's own symbol in its number, for example `PBS`; the slip has none. */
  symbol: Text.optional(),
  fields: z.array(FormField).min(1).max(100),
  /** Nobody on a paper that is signed in its rows. */
  signers: z.array(FormSigner).max(6),
  /** The line under the title of each copy, in printing order; none on a paper of one copy. */
  copies: z.array(Text).max(3),
  /** Key of the part that is also printed as a QR code; it stays the same through all uses of the paper. None on a paper of many dossiers. */
  qrKey: Text.optional(),
});
export type FormDefinition = z.infer<typeof FormDefinition>;
