import { Button, Group, Text } from '@mantine/core';
import { IconAlertCircle, IconArchive, IconCircleCheck, IconFileDescription } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { isOpen } from '../../../../shared/domain/dossier/dossier-state.ts';
import type { Action } from '../../../app/actions.ts';
import { useRegisteredActions } from '../../../app/use-actions.ts';
import { useWords } from '../../../lib/context.tsx';
import type { Translate } from '../../../lib/i18n.ts';
import { StoreDialog } from '../../store/index.ts';
import { FactsDialog } from './FactsDialog.tsx';

type Component = DossierView['components'][number];

/** What was said of a paper in one line, what is still lacking, and the key that opens the form. */
export function CopyFacts({ dossier, slot }: { dossier: DossierView; slot: Component }) {
  const { t } = useWords();
  const [opened, open] = useState(false);
  const [looking, lookUp] = useState(false);
  const mayChange = dossier.state !== 'voided';
  const mayReuse = isOpen(dossier.state);
  useRegisteredActions(
    useMemo<readonly Action[]>(
      () => [
        ...(mayChange
          ? [
              {
                id: 'paper-facts',
                label: 'facts.open' as const,
                keys: 'Alt+V',
                inBar: true,
                run: () => open(true),
              },
            ]
          : []),
        ...(mayReuse
          ? [
              {
                id: 'store-look',
                label: 'store.open' as const,
                keys: 'Alt+S',
                inBar: true,
                run: () => lookUp(true),
              },
            ]
          : []),
      ],
      [mayChange, mayReuse],
    ),
  );
  const { facts, lacking, digitalCopy } = slot;
  const isWhole = lacking.length === 0;
  return (
    <section aria-label={t('facts.title')} className="qmc-paper-facts">
      {facts !== null && (
        <Text fz="sm">
          {[t(`document.${facts.kind}`), facts.number, facts.holder?.name].filter(Boolean).join(' · ')}
        </Text>
      )}
      {(facts !== null || digitalCopy !== null) && (
        <span className={`qmc-state qmc-small qmc-wrap ${isWhole ? 'qmc-good' : 'qmc-attention'}`}>
          {isWhole ? <IconCircleCheck size={15} aria-hidden /> : <IconAlertCircle size={15} aria-hidden />}
          {isWhole ? t('facts.whole') : t('facts.lacks', { fields: lackingWords(t, lacking) })}
        </span>
      )}
      {slot.reuse !== null && (
        <Text fz="xs" c="dimmed">
          {t(slot.reuse.isResult ? 'store.reusedResult' : 'store.reused', { code: slot.reuse.code })}
        </Text>
      )}
      {slot.fromNationalStore && (
        <Text fz="xs" c="dimmed">
          {t('online.fromNationalStore')}
        </Text>
      )}
      <Group gap={6} mt={4}>
        {mayReuse && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconArchive size={16} />}
            onClick={() => lookUp(true)}
          >
            {t('store.open')} <kbd className="qmc-on-button">Alt+S</kbd>
          </Button>
        )}
        {mayChange && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconFileDescription size={16} />}
            onClick={() => open(true)}
          >
            {t('facts.open')} <kbd className="qmc-on-button">Alt+V</kbd>
          </Button>
        )}
      </Group>
      {looking && <StoreDialog dossier={dossier} slot={slot} onClose={() => lookUp(false)} />}
      {opened && <FactsDialog dossier={dossier} slot={slot} onClose={() => open(false)} />}
    </section>
  );
}

/** The fields that are lacking, in words. */
function lackingWords(t: Translate, lacking: Component['lacking']): string {
  return lacking.map((field) => t(`facts.lacking.${field}`)).join(', ');
}
