import type { Block } from './slices.ts';
import { breakBalanced, breakLines, drawLine, lineHeight, type TextLine } from './text-lines.ts';
import type { TextStyle, Typeface } from './typeface.ts';

/** One who signs. */
interface SignatureContent {
  readonly title: string;
  readonly note: string;
  readonly name?: string | undefined;
}

/** Signature blocks side by side, never torn apart: title, note, `room` points to sign in, name. */
export function signatures(
  typeface: Typeface,
  signers: readonly SignatureContent[],
  { size, noteSize, room }: { size: number; noteSize: number; room: number },
): Block {
  return ({ width }) => {
    // One signer alone stands in the right half, where official papers are signed.
    const columnWidth = width / Math.max(2, signers.length);
    const firstColumn = signers.length === 1 ? 1 : 0;
    const inner = columnWidth - size;
    const columns = signers.map(({ title, note, name }) => [
      ...part(breakBalanced(typeface, [{ text: title, style: 'bold' }], size, inner), size),
      ...part(
        breakLines(typeface, [{ text: note, style: 'italic' satisfies TextStyle }], noteSize, inner),
        noteSize,
      ),
      ...(name === undefined ? [] : [{ gap: room }]),
      ...(name === undefined
        ? []
        : part(breakBalanced(typeface, [{ text: name, style: 'bold' }], size, inner), size)),
    ]);
    const least = lineHeight(size) * 2 + lineHeight(noteSize) + room;
    const height = Math.max(
      least,
      ...columns.map((column) => column.reduce((sum, each) => sum + heightOf(each), 0)),
    );
    return [
      {
        height,
        draw(pen, x, y) {
          columns.forEach((column, index) => {
            let top = y;
            for (const each of column) {
              const left = x + (firstColumn + index) * columnWidth + size / 2;
              if ('line' in each) {
                drawLine(pen, typeface, each.line, {
                  x: left,
                  y: top,
                  width: inner,
                  size: each.size,
                  align: 'centre',
                });
              }
              top += heightOf(each);
            }
          });
        },
      },
    ];
  };
}

type Piece = { gap: number } | { line: TextLine; size: number };

function part(lines: readonly TextLine[], size: number): Piece[] {
  return lines.map((line) => ({ line, size }));
}

function heightOf(piece: Piece): number {
  return 'gap' in piece ? piece.gap : lineHeight(piece.size);
}
