// biome-ignore-all lint/a11y/useSemanticElements: rows that lie at places of their own are no boxes of a native table
// biome-ignore-all lint/a11y/useFocusableInteractive: the heading row is not for the keyboard; the others are
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';

/** The height of a row, in pixels: every row has it, so that where each lies is known without drawing it. */
const ROW_PX = 36;
/** Rows drawn beyond those that are seen. */
const SPARE = 10;
/** How near the end more is asked for, in rows. */
const NEAR_END = 40;

/** One column: its heading, the narrowest it may be in pixels, and how much of the rest it takes. */
export interface VirtualColumn<Row> {
  id: string;
  title: string;
  px: number;
  grow: number;
  cell(row: Row): ReactNode;
}

/**
 * A table of any length of which only the rows that are seen are drawn. Arrows, PageUp, PageDown, Home and End move through it, Enter opens; the
 * row that has the focus stays drawn wherever the table is scrolled to.
 */
export function VirtualTable<Row>(props: {
  label: string;
  columns: readonly VirtualColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** There are more rows than these; `onMore` is called when their end comes near. */
  more: boolean;
  onMore: () => void;
  onOpen: (row: Row) => void;
}) {
  const { columns, rows, more } = props;
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ first: 0, count: 20 });
  const [active, setActive] = useState(0);
  const wanted = useRef(false);
  const at = Math.min(active, Math.max(rows.length - 1, 0));
  const measure = () => {
    const { scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    const first = Math.floor(scrollTop / ROW_PX);
    const count = Math.ceil(clientHeight / ROW_PX);
    setSeen((before) => (before.first === first && before.count === count ? before : { first, count }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured once and whenever the box changes its size
  useEffect(() => {
    measure();
    const watch = new ResizeObserver(measure);
    if (box.current !== null) watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  const nearEnd = more && seen.first + seen.count + NEAR_END >= rows.length;
  const { onMore } = props;
  useEffect(() => {
    if (nearEnd) onMore();
  }, [nearEnd, onMore]);
  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    box.current?.querySelector<HTMLElement>(`[data-row="${at}"]`)?.focus();
  }, [at]);

  const moveTo = (index: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, index));
    const frame = box.current;
    if (frame === null) return;
    // The heading lies over the first row of what is seen.
    const top = to * ROW_PX;
    const room = frame.clientHeight - ROW_PX;
    if (top < frame.scrollTop) frame.scrollTop = top;
    else if (top + ROW_PX > frame.scrollTop + room) frame.scrollTop = top + ROW_PX - room;
    wanted.current = true;
    setActive(to);
    measure();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, seen.count - 2);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      return moveTo(to);
    }
    const row = rows[at];
    if (event.key === 'Enter' && row !== undefined) {
      event.preventDefault();
      props.onOpen(row);
    }
  };

  const last = Math.min(rows.length, seen.first + seen.count + SPARE);
  const drawn: number[] = [];
  for (let index = Math.max(0, seen.first - SPARE); index < last; index += 1) drawn.push(index);
  if (rows.length > 0 && !drawn.includes(at)) drawn.push(at);
  const style = {
    '--qmc-tracks': columns.map(({ px, grow }) => `minmax(${px}px, ${grow}fr)`).join(' '),
    '--qmc-least': `${columns.reduce((sum, { px }) => sum + px, 0)}px`,
  } as CSSProperties;
  return (
    <div
      ref={box}
      role="table"
      aria-label={props.label}
      aria-rowcount={more ? -1 : rows.length + 1}
      className="qmc-virtual"
      style={style}
      onScroll={measure}
    >
      <div role="rowgroup" className="qmc-virtual-head">
        <div role="row" aria-rowindex={1} className="qmc-virtual-row">
          {columns.map(({ id, title }) => (
            <div key={id} role="columnheader" title={title}>
              {title}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" style={{ height: rows.length * ROW_PX, position: 'relative' }}>
        {drawn.map((index) => {
          const row = rows[index] as Row;
          return (
            <div
              key={props.keyOf(row)}
              role="row"
              data-row={index}
              aria-rowindex={index + 2}
              tabIndex={index === at ? 0 : -1}
              className="qmc-virtual-row qmc-virtual-line"
              style={{ transform: `translateY(${index * ROW_PX}px)` }}
              onFocus={() => setActive(index)}
              onKeyDown={onKeyDown}
              onClick={() => props.onOpen(row)}
            >
              {columns.map(({ id, cell }) => (
                <div key={id} role="cell">
                  {cell(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
