import { ActionIcon, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconEye,
  IconFileOff,
  IconNote,
  IconNoteOff,
  IconTrash,
} from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import type { DossierView, PageQuality } from '../../../../shared/contract/dossier.ts';
import { useWords } from '../../../lib/context.tsx';
import { CleanedImage } from './CleanedImage.tsx';
import { gravest } from './PageVerdict.tsx';

type Page = DossierView['components'][number]['pages'][number];

/** Pages that are dragged, whichever are chosen; says nothing to other programs. */
export const PAGES_DRAGGED = 'application/x-qmc-pages';
/** How many pages stand in a row: as in the grid of the style sheet. */
const COLUMNS = 3;

interface Does {
  choose(index: number): void;
  extendTo(index: number): void;
  chooseAll(): void;
  setAside(index: number): void;
  /** Puts the range in front of the page that stands here, or behind the last one. */
  moveTo(index: number): void;
  /** Shows the chosen page large. */
  open(): void;
}

/** The pages of a slot at small size, in order. Arrows go from page to page, with Shift they take a range; pages are dragged to another place. */
export function Thumbnails(
  props: {
    pages: readonly Page[];
    chosen: number;
    from: number;
    to: number;
    mayChange: boolean;
  } & Does,
) {
  const { t } = useWords();
  const { pages, chosen, from, to } = props;
  const list = useRef<HTMLOListElement>(null);
  const does = useRef<Does>(props);
  does.current = props;
  const [drop, setDrop] = useState<number>();
  const chosenId = pages[chosen]?.pageId;
  useEffect(() => {
    if (chosenId === undefined) return;
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  if (pages.length === 0) return null;
  const placeUnder = (event: DragEvent) => {
    const over = (event.target as Element).closest('li');
    if (over === null) return pages.length;
    const box = over.getBoundingClientRect();
    return Number(over.dataset['index']) + (event.clientX > box.left + box.width / 2 ? 1 : 0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.target as Element).matches('.qmc-thumb[aria-current]')) {
      event.preventDefault();
      return props.open();
    }
    const next = { at: chosen, last: pages.length - 1 };
    const to = afterKey(event, next);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (to === 'all') return props.chooseAll();
    (event.shiftKey ? props.extendTo : props.choose)(to);
    list.current?.querySelectorAll<HTMLElement>('.qmc-thumb')[to]?.focus();
  };
  return (
    <ol
      ref={list}
      className="qmc-thumbs"
      aria-label={t('scan.pages')}
      onKeyDown={onKeyDown}
      onDragOver={(event) => {
        if (!props.mayChange || !event.dataTransfer.types.includes(PAGES_DRAGGED)) return;
        event.preventDefault();
        setDrop(placeUnder(event));
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDrop(undefined);
      }}
      onDragEnd={() => setDrop(undefined)}
      onDrop={(event) => {
        if (!event.dataTransfer.types.includes(PAGES_DRAGGED)) return;
        event.preventDefault();
        setDrop(undefined);
        props.moveTo(placeUnder(event));
      }}
    >
      {pages.map((page, index) => (
        <Thumbnail
          key={page.pageId}
          page={page}
          index={index}
          isChosen={index === chosen}
          isInRange={index >= from && index <= to && to > from}
          mayChange={props.mayChange}
          drop={dropAt(drop, index, pages.length)}
          does={does}
        />
      ))}
    </ol>
  );
}

/** On which side of a page the dragged ones would come to stand. */
function dropAt(drop: number | undefined, index: number, count: number): 'before' | 'after' | undefined {
  if (drop === index) return 'before';
  return drop === count && index === count - 1 ? 'after' : undefined;
}

/** Where a key leads to; undefined is a key that means nothing here. */
function afterKey(
  { key, ctrlKey, altKey, metaKey }: KeyboardEvent,
  { at, last }: { at: number; last: number },
): number | 'all' | undefined {
  if (altKey || metaKey) return undefined;
  if (ctrlKey) return key.toLowerCase() === 'a' ? 'all' : undefined;
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -COLUMNS,
    ArrowDown: COLUMNS,
    Home: -at,
    End: last - at,
  };
  const step = steps[key];
  return step === undefined ? undefined : Math.min(last, Math.max(0, at + step));
}

const Thumbnail = memo(function Thumbnail(props: {
  page: Page;
  index: number;
  isChosen: boolean;
  isInRange: boolean;
  mayChange: boolean;
  drop: 'before' | 'after' | undefined;
  does: { current: Does };
}) {
  const { t } = useWords();
  const { page, index, isChosen, isInRange, mayChange, does } = props;
  return (
    <li
      data-index={index}
      data-chosen={isChosen || undefined}
      data-in-range={isInRange || undefined}
      data-drop={props.drop}
      draggable={mayChange}
      onDragStart={(event) => {
        if (!isInRange) does.current.choose(index);
        event.dataTransfer.setData(PAGES_DRAGGED, '');
        event.dataTransfer.effectAllowed = 'move';
      }}
    >
      <button
        type="button"
        className="qmc-thumb"
        tabIndex={isChosen ? 0 : -1}
        aria-current={isChosen ? 'true' : undefined}
        aria-pressed={isChosen || isInRange}
        onDoubleClick={() => does.current.open()}
        onClick={(event) => (event.shiftKey ? does.current.extendTo(index) : does.current.choose(index))}
      >
        {page.purgedAt === null ? (
          <CleanedImage
            sha256={page.thumbnail ?? page.sha256}
            alt={t('scan.pageNumber', { page: index + 1 })}
            quality={page.quality}
            lazy
          />
        ) : (
          <span className="qmc-thumb-gone">
            <IconFileOff size={20} stroke={1.4} aria-hidden />
            <Text fz="xs" c="dimmed">
              {t('purged.page')}
            </Text>
          </span>
        )}
      </button>
      <span className="qmc-thumb-foot">
        <Text fz="xs" title={page.dpi === null ? undefined : `${page.dpi} dpi`}>
          {index + 1}
          {page.dpi !== null && ` · ${page.dpi}`}
        </Text>
        {page.note !== null && <NoteMark note={page.note} />}
        {mayChange && (
          <ActionIcon
            size={24}
            variant="subtle"
            color="gray"
            tabIndex={isChosen ? 0 : -1}
            title={t('scan.setAsideNote')}
            aria-label={t('scan.setAsideOf', { page: index + 1 })}
            onClick={() => does.current.setAside(index)}
          >
            <IconTrash size={15} />
          </ActionIcon>
        )}
      </span>
      <ThumbVerdict quality={page.quality} />
    </li>
  );
});

function NoteMark({ note }: { note: NonNullable<Page['note']> }) {
  const { t } = useWords();
  const Icon = note === 'with' ? IconNote : IconNoteOff;
  return <Icon size={15} role="img" aria-label={t(`note.${note}`)} />;
}

/** What was found on a page, in a word or two; nothing where it is good. */
function ThumbVerdict({ quality }: { quality: PageQuality }) {
  const { t } = useWords();
  const found = gravest(quality);
  if (found === undefined) return null;
  const [Icon, tone] =
    found.severity === 'look'
      ? ([IconEye, 'qmc-attention'] as const)
      : ([IconAlertTriangle, 'qmc-bad'] as const);
  return (
    <span className={`qmc-state qmc-thumb-verdict ${tone}`} title={t(`quality.${found.code}`)}>
      <Icon size={13} aria-hidden />
      {t(`quality.short.${found.code}`)}
    </span>
  );
}
