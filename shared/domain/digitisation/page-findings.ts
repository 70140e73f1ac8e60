import type { PageMeasures } from './page-measures.ts';

/** What can be wrong with a page. */
export const PAGE_FINDINGS = [
  'not-measured',
  'dpi-low',
  'no-outline',
  'not-flat',
  'blurred',
  'cut',
  'too-dark',
  'too-light',
  'blank',
  'repeated',
  'sideways',
  'upside-down',
  'note-half',
  'dpi-ordinary',
] as const;
export type PageFindingCode = (typeof PAGE_FINDINGS)[number];

/**
 * `blocks`: no digital copy is made of such a page. `accept`: none before a person has looked at it and said why it stays. `look`: the copy
 * is made, and the page is pointed out. `know`: nothing to do.
 */
export const SEVERITIES = ['blocks', 'accept', 'look', 'know'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface PageFinding {
  readonly code: PageFindingCode;
  readonly severity: Severity;
}

/**
 * The law asks for 200 dpi at a scale of 100 % at least (mục 1 phần II Phụ lục I Nghị định 30/2020/NĐ-CP; archives: Thông tư 02/2019/TT-BNV,
 * chưa kiểm chứng): a copy below is none, and nobody may accept it. One dot is left for rounding.
 */
const LEAST_DPI = 200;
const DPI_ROUNDING = 1;
/** What scanners are set to here; enough also for photographs and maps. */
const USUAL_DPI = 300;

/**
 * The other limits are not the law's, which asks for the whole paper, exact and complete (điểm b khoản 2 Điều 8 Thông tư 01/2023/TT-VPCP):
 * they were chosen on generated pages (`npm run bench -- quality` measures them on others).
 */
/** Border between ink and paper, in thousandths of a millimetre: a sharp scan has 350 to 440, letters of 11 points fall apart above 600. */
const BLURRED_UM = 490;
/** Tone of the paper: yellowed and coloured paper is lighter. */
const DARK_PAPER = 150;
/** How much darker than the paper ink is at least; pencil has 70. */
const LIGHT_INK = 60;
/** Less than a short word, in millimetres of strokes. */
const CONTENT_MM = 6;
/** Faint and sharp is writing, faint and blurred shines through from the back, also where a fold makes a little of it darker. */
const FAINT = { contrast: 25, borderUm: 600 };
const SHINES_THROUGH = { contrast: 50, contentMm: 100 };

const SEVERITY_OF: Record<PageFindingCode, Severity> = {
  // Nothing is known of it, so a person has to have looked.
  'not-measured': 'accept',
  'dpi-low': 'blocks',
  // A photograph of a desk with a paper on it is no whole and exact copy of the paper; somebody has to have looked.
  'no-outline': 'accept',
  'not-flat': 'accept',
  blurred: 'accept',
  cut: 'accept',
  'too-dark': 'accept',
  'too-light': 'accept',
  blank: 'look',
  repeated: 'look',
  sideways: 'look',
  'upside-down': 'look',
  'note-half': 'accept',
  'dpi-ordinary': 'know',
};

/** What the measures of a page mean, the gravest first. */
export function findingsOf(measures: PageMeasures): PageFinding[] {
  const found = new Set<PageFindingCode>();
  const { dpi, borderUm, contrast, paperTone } = measures;
  if (dpi < LEAST_DPI - DPI_ROUNDING) found.add('dpi-low');
  else if (dpi < USUAL_DPI - DPI_ROUNDING) found.add('dpi-ordinary');
  const { photo } = measures;
  if (photo !== null && photo.flattened === null)
    found.add(photo.outline === null ? 'no-outline' : 'not-flat');
  if (paperTone < DARK_PAPER) found.add('too-dark');
  const fromBehind =
    (contrast ?? 0) < SHINES_THROUGH.contrast &&
    (borderUm ?? 0) >= FAINT.borderUm &&
    measures.contentMm < SHINES_THROUGH.contentMm;
  const written = measures.contentMm >= CONTENT_MM && !fromBehind;
  const faint =
    contrast !== null && contrast >= FAINT.contrast && borderUm !== null && borderUm < FAINT.borderUm;
  if (!written && !faint) found.add('blank');
  else {
    // A blur thins ink out by itself, and what is faint has no clear border: each is called by what it has more of.
    const light = contrast !== null && contrast * (255 / paperTone) < LIGHT_INK;
    if (light && (borderUm ?? 0) < FAINT.borderUm) found.add('too-light');
    else if (borderUm !== null && borderUm > BLURRED_UM) found.add('blurred');
    if (measures.sameAsBefore) found.add('repeated');
    if (measures.sideways) found.add('sideways');
    else if (measures.upsideDown === true) found.add('upside-down');
  }
  if (measures.cut.length > 0) found.add('cut');
  return PAGE_FINDINGS.filter((code) => found.has(code)).map((code) => ({
    code,
    severity: SEVERITY_OF[code],
  }));
}

/** A picture of a sheet with its stuck note, or without, whose other half is missing (see `stuck-note.ts`). */
export const NOTE_HALF: PageFinding = { code: 'note-half', severity: SEVERITY_OF['note-half'] };

/** What is said of a page that could not be measured. */
export const NOT_MEASURED: readonly PageFinding[] = [
  { code: 'not-measured', severity: SEVERITY_OF['not-measured'] },
];

/** Whether a person may say that a page stays although this was found. */
export function isAcceptable(code: PageFindingCode): boolean {
  return SEVERITY_OF[code] === 'accept';
}

/** What still stands between a page and the digital copy. */
export function hindrances(
  findings: readonly PageFinding[],
  accepted: ReadonlySet<string>,
): PageFindingCode[] {
  return findings.flatMap(({ code, severity }) =>
    severity === 'blocks' || (severity === 'accept' && !accepted.has(code)) ? [code] : [],
  );
}
