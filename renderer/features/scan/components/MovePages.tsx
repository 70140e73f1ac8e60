import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { movedTo } from '../../../../shared/domain/digitisation/arrangement.ts';
import { useWords } from '../../../lib/context.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import type { ChosenPages } from '../use-chosen-pages.ts';
import type { PageWork } from '../use-page-work.ts';

type Component = DossierView['components'][number];

const pagesOf = ({ componentId, pages }: Component) => ({
  componentId,
  pageIds: pages.map(({ pageId }) => pageId),
});

/** Which pages go: those chosen; the paper is split from the chosen one on; or it is merged into another with all its pages. */
const PARTS = ['chosen', 'rest', 'all'] as const;
type Part = (typeof PARTS)[number];

/** Moves pages of a component into another one of the dossier: the dialog of a split and of a merge. */
export function MovePages(props: {
  opened: boolean;
  onClose: () => void;
  from: Component;
  slots: readonly Component[];
  chosen: ChosenPages;
  work: PageWork;
  onMoved: () => void;
}) {
  const { t } = useWords();
  const { from, chosen, work } = props;
  const targets = props.slots.filter(({ componentId }) => componentId !== from.componentId);
  const [part, setPart] = useState<Part>('chosen');
  const [targetId, setTarget] = useState<string>();
  const target = targets.find(({ componentId }) => componentId === targetId) ?? targets[0];
  const all = from.pages.map(({ pageId }) => pageId);
  const pages: Record<Part, readonly string[]> = {
    chosen: chosen.range.map(({ pageId }) => pageId),
    rest: all.slice(chosen.from),
    all,
  };
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
          <Radio.Group label={t('move.which')} value={part} onChange={(value) => setPart(value as Part)}>
            <Stack gap={6} mt={6}>
              {PARTS.map((value) => (
                <Radio
                  key={value}
                  value={value}
                  data-autofocus={value === part || undefined}
                  label={t(`move.${value}`, { pages: pages[value].length, page: chosen.from + 1 })}
                />
              ))}
            </Stack>
          </Radio.Group>
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
    </Dialog>
  );
}
