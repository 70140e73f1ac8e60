import { Button, Text } from '@mantine/core';
import { IconFileOff, IconFileUpload, IconMaximize } from '@tabler/icons-react';
import { type DragEvent, useEffect, useState } from 'react';
import type { DossierView, PageQuality } from '../../../../shared/contract/dossier.ts';
import { officeDay } from '../../../../shared/domain/time/office-time.ts';
import { blobUrl } from '../../../lib/blob-url.ts';
import { useWords } from '../../../lib/context.tsx';
import { showDate } from '../../../lib/format.ts';
import { Empty } from '../../../ui/ScreenStates.tsx';
import { CleanedImage } from './CleanedImage.tsx';

type Page = Omit<DossierView['components'][number]['pages'][number], 'quality'> & { quality?: PageQuality };

/** The chosen page at the width of the view; a press shows it at its own size. Files may be dropped anywhere on it. */
export function PageView(props: {
  page:
    | (Pick<Page, 'sha256' | 'quality'> & {
        thumbnail?: Page['thumbnail'];
        purgedAt?: Page['purgedAt'];
      })
    | undefined;
  number: number;
  of: number;
  /** The digital copy of a paper that came as a PDF. */
  pdf: string | undefined;
  /** Shows it over the whole window; undefined where there is none. */
  onLarge: (() => void) | undefined;
  onFiles: (files: File[]) => void;
}) {
  const { t } = useWords();
  const { page } = props;
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) props.onFiles(files);
  };
  return (
    <section
      className="qmc-page"
      data-over={over || undefined}
      aria-label={t('scan.page')}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {page === undefined && props.pdf !== undefined ? (
        <PdfPage sha256={props.pdf} page={1} title={t('component.digitalCopy')} />
      ) : page === undefined ? (
        <Empty
          icon={<IconFileUpload size={48} stroke={1.3} aria-hidden />}
          title={t('scan.noPage')}
          note={t('scan.noPageNote')}
        />
      ) : page.purgedAt != null ? (
        <Empty
          icon={<IconFileOff size={48} stroke={1.3} aria-hidden />}
          title={t('purged.page')}
          note={t('purged.on', { day: showDate(officeDay(page.purgedAt)) })}
        />
      ) : (
        <>
          {props.onLarge !== undefined && (
            <Button
              className="qmc-page-open"
              size="compact-sm"
              variant="default"
              leftSection={<IconMaximize size={16} aria-hidden />}
              onClick={props.onLarge}
            >
              {t('large.open')} <kbd className="qmc-on-button">Alt+P</kbd>
            </Button>
          )}
          <PageImage
            sha256={page.sha256}
            thumbnail={page.thumbnail}
            quality={page.quality}
            alt={t('scan.pageOf', { page: props.number, pages: props.of })}
          />
        </>
      )}
    </section>
  );
}

/** A page of a stored PDF in the browser's own viewer: for papers that came as a file and have no page images. */
export function PdfPage(props: { sha256: string; page: number; title: string }) {
  return (
    <iframe
      key={props.page}
      className="qmc-pdf"
      title={props.title}
      src={`${blobUrl(props.sha256)}#page=${props.page}&toolbar=0&navpanes=0&view=FitH`}
    />
  );
}

/** A page that fits the width, or at its own size after a press. */
export function PageImage(props: {
  sha256: string;
  alt: string;
  quality?: PageQuality | undefined;
  /** Shown until the page has been looked at for a moment: who leafs through a stack decodes no whole scans. */
  thumbnail?: string | null | undefined;
}) {
  const { t } = useWords();
  const isStill = useStill(props.sha256);
  const [large, setLarge] = useState(false);
  const [broken, setBroken] = useState(false);
  if (broken)
    return (
      <Text p="md" role="alert">
        {t('scan.pageUnreadable')}
      </Text>
    );
  return (
    <button
      type="button"
      className="qmc-page-image"
      data-large={large || undefined}
      aria-pressed={large}
      title={t('scan.enlarge')}
      onClick={() => setLarge(!large)}
    >
      <CleanedImage
        key={props.sha256}
        large={large}
        className={large ? 'qmc-page-large' : 'qmc-page-fit'}
        sha256={isStill ? props.sha256 : (props.thumbnail ?? props.sha256)}
        alt={props.alt}
        quality={props.quality}
        onError={() => setBroken(true)}
      />
    </button>
  );
}

/** Longer than a held key takes from page to page. */
const STILL_MS = 120;

/** Whether a value has been the same for a moment. */
function useStill(value: string): boolean {
  const [still, setStill] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), STILL_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return still === value;
}
