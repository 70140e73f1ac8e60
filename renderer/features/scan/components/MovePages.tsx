import { Button, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { movedTo } from '../../../../shared/domain/digitisation/arrangement.ts';
import { useWords } from '../../../lib/context.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import type { ChosenPages } from '../use-chosen-pages.ts';
import type { PageWork } from '../use-page-work.ts';

type Component = DossierView['components'][number];

/** The pages of a component, in order. */
export const pagesOf = ({ componentId, pages }: Component) => ({
  componentId,
  pageIds: pages.map(({ pageId }) => pageId),
});

/** Which pages go: those chosen; the paper is split from the chosen one on; or it is merged into another with all its pages. */
const PARTS = ['chosen', 'rest', 'all'] as const;
export type Part = (typeof PARTS)[number];

/** The pages of each part. */
export function partsOf(from: Component, chosen: ChosenPages): Record<Part, readonly string[]> {
  const all = pagesOf(from).pageIds;
  return {
    chosen: chosen.range.map(({ pageId }) => pageId),
    rest: all.slice(chosen.from),
    all,
  };
}

/** The choice of the pages that go. */
export function WhichPages(props: {
  part: Part;
  onChange: (part: Part) => void;
  pages: Record<Part, readonly string[]>;
  /** The place of the chosen page. */
  from: number;
  autofocus?: boolean;
}) {
  const { t } = useWords();
  const { part, pages } = props;
  return (
    <Radio.Group label={t('move.which')} value={part} onChange={(value) => props.onChange(value as Part)}>
      <Stack gap={6} mt={6}>
        {PARTS.map((value) => (
          <Radio
            key={value}
            value={value}
            data-autofocus={(props.autofocus && value === part) || undefined}
            label={t(`move.${value}`, { pages: pages[value].length, page: props.from + 1 })}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Moves pages of a component into another one of the dossier: the dialog of a split and of a merge. */
export function MovePages(props: {
  opened: boolean;
  onClose: () => void;
  from: Component;
  slots: readonly Component[];
  chosen: ChosenPages;
  work: PageWork;
  onMoved: () => void;
  /** To another dossier instead. */
  onOther: () => void;
}) {
  const { t } = useWords();
  const { from, chosen, work } = props;
  const targets = props.slots.filter(({ componentId }) => componentId !== from.componentId);
  const [part, setPart] = useState<Part>('chosen');
  const [targetId, setTarget] = useState<string>();
  const target = targets.find(({ componentId }) => componentId === targetId) ?? targets[0];
  const pages = partsOf(from, chosen);
  const submit = async () => {
    if (target === undefined) return props.onClose();
    const moving = pages[part];
    const components = movedTo(pagesOf(from), new Set(moving), pagesOf(target));
    if (await work.arrange(components, moving.length)) props.onMoved();
  };
  return (
    <Dialog
      title={t('move.title')}
      opened={props.opened}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      submitLabel={t('move.submit')}
      running={false}
      refused={work.refused}
    >
      {target === undefined ? (
        <Text>{t('move.nowhere')}</Text>
      ) : (
        <>
          <WhichPages part={part} onChange={setPart} pages={pages} from={chosen.from} autofocus />
          <Radio.Group label={t('move.where')} value={target.componentId} onChange={setTarget}>
            <Stack gap={6} mt={6}>
              {targets.map(({ componentId, name, pages: has }) => (
                <Radio
                  key={componentId}
                  value={componentId}
                  label={name}
                  description={t('move.has', { pages: has.length })}
                />
              ))}
            </Stack>
          </Radio.Group>
        </>
      )}
      <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'start' }} onClick={props.onOther}>
        {t('move.otherOpen')} <kbd className="qmc-on-button">Alt+A</kbd>
      </Button>
    </Dialog>
  );
}
