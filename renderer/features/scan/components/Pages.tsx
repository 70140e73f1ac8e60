import { ActionIcon, Text } from '@mantine/core';
import { IconAlertTriangle, IconEye, IconFileUpload, IconTrash } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import type { DossierView, PageQuality } from '../../../../shared/contract/dossier.ts';
import { blobUrl } from '../../../lib/blob-url.ts';
import { useWords } from '../../../lib/context.tsx';
import { Empty } from '../../../ui/ScreenStates.tsx';
import { CleanedImage } from './CleanedImage.tsx';
import { gravest } from './PageVerdict.tsx';

type Page = Omit<DossierView['components'][number]['pages'][number], 'quality'> & { quality?: PageQuality };

/** The chosen page at the width of the view; a press shows it at its own size. Files may be dropped anywhere on it. */
export function PageView(props: {
  page: Pick<Page, 'sha256' | 'quality'> | undefined;
  number: number;
  of: number;
  /** The digital copy of a paper that came as a PDF. */
  pdf: string | undefined;
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
      ) : (
        <PageImage
          sha256={page.sha256}
          quality={page.quality}
          alt={t('scan.pageOf', { page: props.number, pages: props.of })}
        />
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
export function PageImage(props: { sha256: string; alt: string; quality?: PageQuality | undefined }) {
  const { t } = useWords();
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
        sha256={props.sha256}
        alt={props.alt}
        quality={props.quality}
        onError={() => setBroken(true)}
      />
    </button>
  );
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

/** The pages of a slot at small size, in order. */
export function Thumbnails(props: {
  pages: readonly Page[];
  chosen: number;
  onChoose: (index: number) => void;
  onSetAside: (pageId: string) => void;
}) {
  const { t } = useWords();
  if (props.pages.length === 0) return null;
  return (
    <ol className="qmc-thumbs" aria-label={t('scan.pages')}>
      {props.pages.map((page, index) => (
        <li key={page.pageId} data-chosen={index === props.chosen || undefined}>
          <button
            type="button"
            className="qmc-thumb"
            aria-current={index === props.chosen ? 'true' : undefined}
            onClick={() => props.onChoose(index)}
          >
            <CleanedImage
              sha256={page.sha256}
              alt={t('scan.pageNumber', { page: index + 1 })}
              quality={page.quality}
              lazy
            />
          </button>
          <span className="qmc-thumb-foot">
            <Text fz="xs" title={page.dpi === null ? undefined : `${page.dpi} dpi`}>
              {index + 1}
              {page.dpi !== null && ` · ${page.dpi}`}
            </Text>
            <ActionIcon
              size={24}
              variant="subtle"
              color="gray"
              title={t('scan.setAsideNote')}
              aria-label={t('scan.setAsideOf', { page: index + 1 })}
              onClick={() => props.onSetAside(page.pageId)}
            >
              <IconTrash size={15} />
            </ActionIcon>
          </span>
          {page.quality !== undefined && <ThumbVerdict quality={page.quality} />}
        </li>
      ))}
    </ol>
  );
}
