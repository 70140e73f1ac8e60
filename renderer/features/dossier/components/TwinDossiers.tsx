import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { useWords } from '../../../lib/context.tsx';
import { DossierLink } from '../../../ui/list-cells.tsx';
import { CompareDossiers } from './CompareDossiers.tsx';
import { sideOfDossier } from './compare-rows.ts';

/** Dossiers that this one repeats, or that hold the very same files: each can be laid beside it. Nothing where there are none. */
export function TwinDossiers({ dossier }: { dossier: DossierView }) {
  const { t } = useWords();
  const [other, setOther] = useState<string>();
  const twins = [
    ...dossier.repeats.map(({ dossierId, code, reason }) => ({
      dossierId,
      code,
      why: t('twin.repeats', { reason: reason || t('twin.noReason') }),
    })),
    ...dossier.sameFiles.map(({ dossierId, code, files }) => ({
      dossierId,
      code,
      why: t('twin.sameFiles', { count: files }),
    })),
  ];
  if (twins.length === 0) return null;
  return (
    <section className="qmc-warning" aria-label={t('twin.title')}>
      <Text fw={600}>{t('twin.title')}</Text>
      {twins.map(({ dossierId, code, why }) => (
        <Group key={`${dossierId} ${why}`} gap="sm">
          <DossierLink dossierId={dossierId} code={code} />
          <Text fz="sm">{why}</Text>
          <Button variant="default" size="compact-sm" onClick={() => setOther(dossierId)}>
            {t('compare.open')}
          </Button>
        </Group>
      ))}
      {other !== undefined && (
        <CompareDossiers
          one={{ title: dossier.code, side: sideOfDossier(t, dossier) }}
          otherId={other}
          onClose={() => setOther(undefined)}
        />
      )}
    </section>
  );
}
