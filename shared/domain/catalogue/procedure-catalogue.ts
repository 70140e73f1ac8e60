import * as z from 'zod';
import { PlainDateText } from '../../types/text.ts';
import { ProcessingLimit } from '../deadline/processing-limit.ts';

/** The national code of a procedure, `d.dddddd`. */
export const ProcedureCode = z.string().regex(/^[123]\.\d{6}$/);

/** A way of filing (Điều 15 Nghị định 118/2025/NĐ-CP): at the counter, by post, or on the national portal. */
export const FilingChannel = z.enum(['direct', 'online', 'post']);
export type FilingChannel = z.infer<typeof FilingChannel>;

/** A name that stays the same over versions of the catalogue: lower-case words joined by hyphens. */
const Slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(60);

/** Numbers of originals, certified copies and plain photocopies. */
export const PaperCounts = z.strictObject({
  original: z.int().min(0).max(999),
  certified: z.int().min(0).max(999),
  photocopy: z.int().min(0).max(999),
});
export type PaperCounts = z.infer<typeof PaperCounts>;

/**
 * When a component must be there: always; for some channels; when an agent files by authorisation; when the clerk judges that the
 * condition holds; or never, because the office looks the data up itself. `when` is the condition as published.
 */
const Requirement = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('always') }),
  z.strictObject({ kind: z.literal('channel'), channels: z.array(FilingChannel).min(1), when: z.string() }),
  z.strictObject({
    kind: z.literal('authorised'),
    agents: z.array(z.enum(['person', 'organisation'])).min(1),
    when: z.string(),
  }),
  z.strictObject({ kind: z.literal('judged'), when: z.string() }),
  z.strictObject({ kind: z.literal('looked-up'), when: z.string() }),
]);

/**
 * A component of a dossier (thành phần hồ sơ). More than one count above zero means that these forms are alternatives. `onlyShown`: looked
 * at and given back. `database`: the data that may stand for the paper (Điều 4 khoản 2a Nghị định 118/2025/NĐ-CP). `replacedBy`: the legal basis on
 * which the data of `database` replaces the paper; it is then not demanded, and the look-up may be done after the reception.
 */
const ProcedureComponent = z.strictObject({
  id: Slug,
  name: z.string().min(1),
  counts: PaperCounts,
  requirement: Requirement,
  onlyShown: z.boolean(),
  form: z.string().optional(),
  database: z.string().optional(),
  replacedBy: z.string().min(1).optional(),
});
export type ProcedureComponent = z.infer<typeof ProcedureComponent>;

const DayUnit = z.enum(['day', 'working-day']);

/** How a fee is reckoned, in đồng. `council`: the provincial council fixes the amount, which this catalogue does not know. */
/** What a fee costs. */
export const Tariff = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('free') }),
  z.strictObject({ kind: z.literal('fixed'), amountVnd: z.int().positive(), per: z.string() }),
  z.strictObject({ kind: z.literal('council'), per: z.string() }),
  z.strictObject({
    kind: z.literal('certified-copy'),
    firstPages: z.int().positive(),
    firstPageVnd: z.int().positive(),
    laterPageVnd: z.int().positive(),
    capPerCopyVnd: z.int().positive(),
  }),
]);

/**
 * One line of the tariff; `channels` limits it to some ways of filing, `onRequest` marks what only some applicants order. `exemptions`: who
 * pays nothing, each with its legal ground.
 */
const ProcedureFee = z.strictObject({
  id: Slug,
  name: z.string().min(1),
  tariff: Tariff,
  channels: z.array(FilingChannel).min(1).optional(),
  onRequest: z.boolean(),
  note: z.string().optional(),
  exemptions: z.array(z.strictObject({ name: z.string().min(1), ground: z.string().min(1) })).optional(),
  verified: z.boolean().optional(),
});
export type ProcedureFee = z.infer<typeof ProcedureFee>;

/**
 * What a step of the work takes: hours of work; days of public posting or of a council, which the office cannot shorten; or days that another
 * agency has for its answer. Days are working days where `unit` says so, else days of the calendar.
 */
const StepClock = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('working-hours'), hours: z.number().positive().max(8000) }),
  z.strictObject({ kind: z.literal('posting'), days: z.int().min(1).max(365), unit: DayUnit }),
  z.strictObject({ kind: z.literal('council'), days: z.int().min(1).max(365), unit: DayUnit }),
  z.strictObject({
    kind: z.literal('agency'),
    agency: z.string().min(1),
    days: z.int().min(1).max(365),
    unit: DayUnit,
  }),
]);
export type StepClock = z.infer<typeof StepClock>;

/** A case (trường hợp) of a procedure with its own limit, components and fees. */
const ProcedureCase = z.strictObject({
  id: Slug,
  name: z.string().min(1),
  abbreviations: z.array(z.string()),
  limit: ProcessingLimit,
  components: z.array(ProcedureComponent).min(1),
  fees: z.array(ProcedureFee),
});
export type ProcedureCase = z.infer<typeof ProcedureCase>;

const Validity = z.strictObject({
  from: PlainDateText.nullable(),
  to: PlainDateText.nullable(),
  standing: z.enum(['in-force', 'replaced']),
  replacedBy: ProcedureCode.optional(),
  review: z.strictObject({ from: PlainDateText, law: z.string() }).optional(),
});

/** Who may hold a part of a linked procedure. */
export const LINKED_AGENCIES = ['here', 'police', 'province', 'social-insurance'] as const;

/**
 * One procedure of a linked group. `startsAfter` says what its clock waits for; of those that share a `branch` the applicant takes one. A limit
 * without a value lies within the group's own.
 */
const LinkedChild = z.strictObject({
  code: ProcedureCode.nullable(),
  name: z.string(),
  agency: z.enum(LINKED_AGENCIES),
  startsAfter: z.enum(['reception', 'first-result']),
  branch: Slug.optional(),
  limit: ProcessingLimit,
  note: z.string().optional(),
});
export type LinkedChild = z.infer<typeof LinkedChild>;

/**
 * Whether a dossier of the procedure may be received here for another office, and from when its limit counts then: `arrival`, from that office's
 * reception (Điều 17 khoản 3 Nghị định 118/2025/NĐ-CP as amended by 309/2026), is what holds where nothing is said. `basis` names the published
 * list (Điều 14 khoản 4) or the decision that says it.
 */
const Elsewhere = z.strictObject({
  reach: z.enum(['here', 'province', 'nationwide']),
  clock: z.enum(['arrival', 'reception']).optional(),
  basis: z.string().min(1).max(200),
});

/**
 * A nationwide central service gives the codes of the procedure's dossiers (Điều 13 khoản 3 Thông tư 03/2025/TT-VPCP): they are received here under a
 * provisional number. `basis` names what says so.
 */
const CentralCode = z.strictObject({
  system: z.string().min(1).max(120),
  basis: z.string().min(1).max(200),
});

/**
 * A procedure (thủ tục hành chính) as published, with the marks of what was read in a source. `order` is its course of work in words (trình tự
 * thực hiện), `subjects` who may ask for it (đối tượng thực hiện), `onlineLevel` how far it goes online, `localCode` its code in the province.
 */
export const Procedure = z.strictObject({
  code: ProcedureCode,
  shortName: z.string().min(1).max(80),
  abbreviations: z.array(z.string().regex(/^[a-z0-9]+$/)).min(1),
  name: z.string().min(1),
  field: z.string(),
  level: z.string(),
  validity: Validity,
  processingOwner: z.enum(['here', 'police', 'province']),
  elsewhere: Elsewhere.optional(),
  centralCode: CentralCode.optional(),
  /** The slips are those of residence (Thông tư 116/2026/TT-BCA), not those of the one-stop counter. */
  slips: z.literal('residence').optional(),
  localCode: z
    .string()
    .regex(/^[123]\.\d{6}(?:\.\d{2,3}){1,3}\.[A-Z]\d{2}$/)
    .optional(),
  order: z.string().min(1).optional(),
  subjects: z.array(z.string().min(1)).optional(),
  onlineLevel: z.enum(['information', 'partial', 'full']).optional(),
  channels: z.array(FilingChannel).min(1),
  ownerRule: z.enum(['required', 'newborn']),
  /** Two parties take the result together and sign for it, as at a marriage. */
  handedToBoth: z.literal(true).optional(),
  legalBasis: z.array(z.string()),
  publishedBy: z.string().optional(),
  cases: z.array(ProcedureCase).min(1),
  results: z.array(z.strictObject({ name: z.string(), code: z.string().optional() })),
  steps: z
    .strictObject({
      verified: z.boolean(),
      list: z.array(
        z.strictObject({
          name: z.string(),
          role: z.enum(['receiver', 'processor', 'signer', 'returner']),
          clock: StepClock,
        }),
      ),
    })
    .optional(),
  linked: z
    .strictObject({ order: z.string(), replaces: z.array(ProcedureCode), children: z.array(LinkedChild) })
    .optional(),
  note: z.string().optional(),
  verified: z.strictObject({
    name: z.boolean(),
    components: z.boolean(),
    limit: z.boolean(),
    fee: z.boolean(),
    legalBasis: z.boolean(),
  }),
  sources: z.array(z.string()).min(1),
});
export type Procedure = z.infer<typeof Procedure>;

/** A code that is no longer used and of which only the name and the successor are kept. */
const FormerProcedure = z.strictObject({
  code: ProcedureCode,
  name: z.string(),
  standing: z.enum(['repealed', 'replaced']),
  to: PlainDateText.nullable(),
  by: z.string(),
  replacedBy: ProcedureCode.nullable(),
  verified: z.boolean(),
  sources: z.array(z.string()).min(1),
});

/** A catalogue: every procedure with its cases, and the codes that ended. Codes, ids inside a case and abbreviations are unique. */
export const ProcedureCatalogue = z
  .strictObject({
    version: z.string().regex(/^\d{4}-\d{2}-\d{2}(?:\.\d+)?(?:\+\d+)?$/),
    about: z.string(),
    sources: z.record(z.string(), z.string()),
    former: z.array(FormerProcedure),
    procedures: z.array(Procedure),
  })
  .superRefine((catalogue, context) => {
    for (const problem of catalogueProblems(catalogue))
      context.addIssue({ code: 'custom', message: problem });
  });
export type ProcedureCatalogue = z.infer<typeof ProcedureCatalogue>;

interface CatalogueParts {
  sources: Record<string, string>;
  former: z.infer<typeof FormerProcedure>[];
  procedures: Procedure[];
}

function catalogueProblems({ sources, former, procedures }: CatalogueParts): string[] {
  const codes = [...procedures, ...former].map(({ code }) => code);
  const abbreviations = procedures.flatMap((p) =>
    [p.abbreviations, ...p.cases.map((c) => c.abbreviations)].flat(),
  );
  const successors = [
    ...procedures.map(({ validity }) => validity.replacedBy),
    ...former.map((f) => f.replacedBy ?? undefined),
  ];
  const cited = [...procedures, ...former].flatMap((entry) => entry.sources);
  return [
    ...repeated(codes).map((code) => `code ${code} twice`),
    ...repeated(abbreviations).map((text) => `abbreviation ${text} twice`),
    ...procedures.flatMap((p) =>
      repeated(p.cases.map(({ id }) => id)).map((id) => `case ${p.code} ${id} twice`),
    ),
    ...procedures.flatMap((p) =>
      p.cases.flatMap((c) => repeatedInCase(c).map((id) => `${p.code} ${c.id}: ${id} twice`)),
    ),
    ...successors
      .filter((code) => code !== undefined && !codes.includes(code))
      .map((code) => `successor ${code} unknown`),
    ...cited.filter((key) => sources[key] === undefined).map((key) => `source ${key} unknown`),
  ];
}

function repeatedInCase({ components, fees }: ProcedureCase): string[] {
  return [...repeated(components.map(({ id }) => id)), ...repeated(fees.map(({ id }) => id))];
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
