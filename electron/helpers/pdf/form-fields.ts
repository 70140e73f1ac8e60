import type {
  ComponentTable,
  FormDefinition,
  FormPart,
  FormTable,
} from '../../../shared/forms/form-definition.ts';
import type { ComponentRow, FormValues, TableRow } from '../../../shared/forms/form-values.ts';
import { writtenCode } from '../../../shared/forms/written-code.ts';
import { writtenCount, writtenMoment } from '../../../shared/forms/written-time.ts';
import { marks } from './layout/marks.ts';
import { paragraph } from './layout/paragraph.ts';
import { type Block, keptWithNext, space } from './layout/slices.ts';
import { table } from './layout/table.ts';
import type { Run } from './layout/text-lines.ts';
import type { Typeface } from './layout/typeface.ts';

/** How roomy a form is drawn: `size` of its letters in points, `air` between its parts from 0 (none) to 1. */
export interface FormLook {
  readonly size: number;
  readonly air: number;
  /** One column on a roll: tables are told line by line. */
  readonly isNarrow?: boolean;
}

/** A piece of a form whose table is too long for one piece of work. */
export interface FormPiece {
  /** Rows that stand in the pieces before: the first piece has the head, the others begin with the table. */
  readonly rowsBefore: number;
  readonly pagesBefore: number;
  /** Whether another piece follows: only the last has what stands after the table. */
  readonly more: boolean;
}

/** To be filled in by hand. */
const DOTS = '............................';
/** A count of nothing; not a blank, which could be filled in afterwards. */
const NONE = '–';

/** Widths of the count columns in ems: their headings take two lines. */
const COUNT_EMS = { originals: 3.7, certifiedCopies: 5.9, photocopies: 3.7 } as const;

type Field = FormDefinition['fields'][number];
type Line = Extract<Field, { kind: 'line' }>;

/** The fields of a form as blocks, in its order. */
export function fieldBlocks(
  typeface: Typeface,
  definition: FormDefinition,
  values: FormValues,
  { size, air, isNarrow = false }: FormLook,
  piece: FormPiece = { rowsBefore: 0, pagesBefore: 0, more: false },
): Block[] {
  const look = { size, after: size * 0.22 * air };
  const lineBlock = (line: Line, indent: number): Block[] => {
    if (line.omitWhenEmpty && !hasValue(line, values)) return [];
    return [paragraph(typeface, lineRuns(line.parts, values), { ...look, indent })];
  };
  return fieldsOf(definition, piece).flatMap((field): Block[] => {
    switch (field.kind) {
      case 'line':
        return lineBlock(field, 0);
      case 'office': {
        const text = `${definition.office[values.office.kind].label} ${values.office.name}`;
        return [paragraph(typeface, [{ text, style: 'regular' }], look)];
      }
      case 'group': {
        if (!field.lines.some((line) => hasValue(line, values))) return [];
        const heading = paragraph(typeface, [{ text: `${field.heading}:`, style: 'regular' }], look);
        return [keptWithNext(heading), ...field.lines.flatMap((line) => lineBlock(line, size * 1.5))];
      }
      case 'components':
      case 'table': {
        const after = size * (0.15 + 0.15 * air);
        const label =
          field.label === undefined
            ? []
            : [paragraph(typeface, [{ text: `${field.label}:`, style: 'regular' }], { size, after })];
        if (isNarrow) {
          const told = field.kind === 'components' ? toldComponents(field, values) : toldRows(field, values);
          const items = told.map((text) => paragraph(typeface, cell(text), { ...look, indent: size }));
          return [...label.map(keptWithNext), ...items];
        }
        const drawn =
          field.kind === 'components'
            ? componentTable(typeface, field, values, { size, air })
            : rowTable(typeface, field, values, {
                size: size * cellShare(definition),
                air,
                rowsBefore: piece.rowsBefore,
              });
        return [...label.map(keptWithNext), drawn, space(size * (0.2 + 0.3 * air))];
      }
      case 'list': {
        const said = (values.fields[field.key] ?? []) as string[];
        if (field.omitWhenEmpty && said.length === 0) return [];
        const label = paragraph(typeface, [{ text: `${field.label}:`, style: 'regular' }], look);
        const items = said.map((text, index) =>
          paragraph(typeface, [{ text: `${index + 1}. ${text}`, style: 'regular' }], {
            ...look,
            indent: size,
          }),
        );
        return [keptWithNext(label), ...items];
      }
      case 'statement':
        return [paragraph(typeface, [{ text: field.text, style: 'regular' }], look)];
      case 'paragraphs':
        return (values.fields[field.key] as string[]).map((text) =>
          paragraph(typeface, [{ text, style: 'regular' }], look),
        );
      case 'mark':
        return [marks(String(values.fields[field.key])), space(size * 0.6)];
      default:
        return field satisfies never;
    }
  });
}

/** The fields of a piece: the first has those before the table, the last those after it. */
function fieldsOf({ fields }: FormDefinition, { rowsBefore, more }: FormPiece): readonly Field[] {
  const table = fields.findIndex(({ kind }) => kind === 'table');
  return fields.slice(rowsBefore > 0 ? table : 0, more ? table + 1 : fields.length);
}

/** The components one by one: `1. Giấy chứng sinh (Bản chính 1, Bản photo 2)`. */
function toldComponents({ key, counts }: ComponentTable, values: FormValues): string[] {
  return (values.fields[key] as ComponentRow[]).map((row, index) => {
    const kinds = ['originals', 'certifiedCopies', 'photocopies'] as const;
    const brought = kinds.filter((kind) => row[kind] > 0).map((kind) => `${counts[kind]} ${row[kind]}`);
    return `${index + 1}. ${row.name} (${brought.length === 0 ? NONE : brought.join(', ')})`;
  });
}

/** The rows of a table one by one: the first column, then the others with their headings. */
function toldRows({ key, columns }: FormTable, values: FormValues): string[] {
  const [first, ...others] = columns;
  return (values.fields[key] as TableRow[]).map((row, index) => {
    const said = others.flatMap((column) => {
      const value = row[column.key] ?? '';
      return value === '' ? [] : [`${column.heading}: ${value}`];
    });
    return `${index + 1}. ${[row[first?.key ?? ''] ?? NONE, ...said].join('; ')}`;
  });
}

function hasValue(line: Line, values: FormValues): boolean {
  return line.parts.some(({ key }) => values.fields[key] !== undefined);
}

function lineRuns(parts: readonly FormPart[], values: FormValues): Run[] {
  return parts.flatMap((part, index): Run[] => {
    const opening = index === 0 ? '' : '; ';
    const unit = part.unit === undefined ? '' : ` ${part.unit}`;
    const last: Run[] = unit === '' ? [] : [{ text: unit, style: 'regular' }];
    return [
      { text: `${opening}${part.label}${part.joint}`, style: 'regular' },
      { text: writtenValue(part, values.fields[part.key]), style: part.strong ? 'bold' : 'regular' },
      ...last,
    ];
  });
}

function writtenValue(part: FormPart, value: FormValues['fields'][string] | undefined): string {
  if (typeof value === 'number') return writtenCount(value);
  if (typeof value !== 'string') return DOTS;
  if (part.format === 'dossier-code') return writtenCode(value);
  return part.format === 'moment' ? writtenMoment(value) : value;
}

const cell = (text: string): Run[] => [{ text, style: 'regular' }];

/** How large the letters of a table are beside those of the text: a table that needs a lying sheet is full of words. */
function cellShare({ orientation }: FormDefinition): number {
  return orientation === 'landscape' ? 0.8 : 1;
}

/** A table by its columns' data: neighbours of one group stand under its heading. */
function rowTable(
  typeface: Typeface,
  { key, numberHeading, columns }: FormTable,
  values: FormValues,
  { size, air, rowsBefore }: FormLook & Pick<FormPiece, 'rowsBefore'>,
): Block {
  const cellSize = size - 0.5;
  const numbered = numberHeading === undefined ? 0 : 1;
  // Wide enough for the last number of a long book; one width through all its pieces.
  const numberEms = rowsBefore + (values.fields[key] as TableRow[]).length > 999 ? 3.4 : 2.6;
  const isGrouped = columns.some(({ group }) => group !== undefined);
  const heading = columns.flatMap(({ heading: text, group }, index) => {
    const column = index + numbered;
    if (group === undefined) return [{ text, row: 0, column, rowSpan: isGrouped ? 2 : 1 }];
    const own = { text, row: 1, column };
    if (columns[index - 1]?.group === group) return [own];
    const others = columns.slice(index).findIndex((each) => each.group !== group);
    const columnSpan = others === -1 ? columns.length - index : others;
    return [{ text: group, row: 0, column, columnSpan }, own];
  });
  const rows = (values.fields[key] as TableRow[]).map((row, index) => [
    ...(numbered === 0 ? [] : [cell(String(rowsBefore + index + 1))]),
    ...columns.map((column) => cell(row[column.key] ?? NONE)),
  ]);
  return table(
    typeface,
    {
      columns: [
        ...(numbered === 0 ? [] : [{ width: cellSize * numberEms, align: 'centre' as const }]),
        ...columns.map(({ ems, share, align }) => ({
          share,
          width: ems === undefined ? ('rest' as const) : cellSize * ems,
          align,
        })),
      ],
      heading: [
        ...(numberHeading === undefined
          ? []
          : [{ text: numberHeading, row: 0, column: 0, rowSpan: isGrouped ? 2 : 1 }]),
        ...heading,
      ],
      rows,
    },
    { size: cellSize, gap: cellSize * (0.1 + 0.2 * air) },
  );
}

function componentTable(
  typeface: Typeface,
  field: ComponentTable,
  values: FormValues,
  { size, air }: FormLook,
): Block {
  const rows = values.fields[field.key] as ComponentRow[];
  const cellSize = size - 0.5;
  const columns = [
    { width: cellSize * 2.4, align: 'centre' },
    { width: 'rest', align: 'left' },
    { width: cellSize * COUNT_EMS.originals, align: 'centre' },
    { width: cellSize * COUNT_EMS.certifiedCopies, align: 'centre' },
    { width: cellSize * COUNT_EMS.photocopies, align: 'centre' },
  ] as const;
  const heading = [
    { text: field.numberHeading, row: 0, column: 0, rowSpan: 2 },
    { text: field.nameHeading, row: 0, column: 1, rowSpan: 2 },
    { text: field.countHeading, row: 0, column: 2, columnSpan: 3 },
    { text: field.counts.originals, row: 1, column: 2 },
    { text: field.counts.certifiedCopies, row: 1, column: 3 },
    { text: field.counts.photocopies, row: 1, column: 4 },
  ];
  const count = (value: number) => cell(value === 0 ? NONE : String(value));
  const body = rows.map((row, index) => [
    cell(String(index + 1)),
    cell(row.name),
    count(row.originals),
    count(row.certifiedCopies),
    count(row.photocopies),
  ]);
  return table(
    typeface,
    { columns, heading, rows: body },
    { size: cellSize, gap: cellSize * (0.1 + 0.2 * air) },
  );
}
