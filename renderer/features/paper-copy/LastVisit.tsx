import { Button, Stack, Text } from '@mantine/core';
import { IconFileCertificate, IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import { navigate } from 'wouter/use-hash-location';
import type { WindowMethod } from '../../../shared/domain/identity/identity-check.ts';
import { useOwnAction } from '../../app/use-own-action.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showVnd } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { DossierLink } from '../../ui/list-cells.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useNumbering } from './use-numbering.ts';

/** A visit that was just received, and how its person was authenticated. */
export type VisitAtHand = Awaited<ReturnType<ReturnType<typeof useClient>['paperCopy']['receive']>> & {
  check: WindowMethod;
};

type Stage = 'received' | 'numbered' | 'given';

/**
 * The visit that was just received stays in sight while the next one begins. One key takes its numbers and prints its statements, one more hands all of it over when
 * the officer has signed and the seal is on it.
 */
export function LastVisit({ visit }: { visit: VisitAtHand }) {
  const { t } = useWords();
  const client = useClient();
  const numbering = useNumbering(visit.paperCopies);
  const give = useCommand(client.paperCopy.handOver);
  const [stage, setStage] = useState<Stage>('received');
  const number = async () => {
    if (stage !== 'given' && (await numbering.run(undefined))) setStage('numbered');
  };
  const handOver = async () => {
    if (stage !== 'numbered' || give.running) return;
    const order = { dossierId: visit.dossierId, signed: true, receiverCheck: visit.check } as const;
    if ((await give.run(order)) !== undefined) setStage('given');
  };
  useOwnAction('number-visit', 'paperCopy.numberAction', 'Alt+I', () => void number());
  useOwnAction('give-visit', 'paperCopy.giveVisitShort', 'Alt+G', () => void handOver());
  return (
    <section role="status">
      <Stack gap={6} align="flex-start">
        <StateMark state="good">{t(`paperCopy.stage.${stage}`)}</StateMark>
        <DossierLink dossierId={visit.dossierId} code={visit.code} />
        <Text fz="sm">
          {t('paperCopy.receivedNote', {
            originals: visit.paperCopies.length,
            total: showVnd(visit.totalVnd),
          })}
        </Text>
        {numbering.nobodySigns && (
          <StateMark state="attention">
            <span className="qmc-wrap">{t('paperCopy.noSigner')}</span>
          </StateMark>
        )}
        <RefusalNotice refused={numbering.refused ?? give.refused} />
        {stage === 'received' && (
          <Button
            variant="light"
            leftSection={<IconFileCertificate size={18} />}
            loading={numbering.running}
            onClick={() => void number()}
          >
            {t('paperCopy.numberAction')} <kbd className="qmc-on-button">Alt+I</kbd>
          </Button>
        )}
        {stage === 'numbered' && (
          <>
            <Button
              variant="light"
              leftSection={<IconPackageExport size={18} />}
              loading={give.running}
              onClick={() => void handOver()}
            >
              {t('paperCopy.giveVisitShort')} <kbd className="qmc-on-button">Alt+G</kbd>
            </Button>
            <Text fz="xs" c="dimmed">
              {t('paperCopy.giveVisitNote')}
            </Text>
          </>
        )}
        <Button variant="default" onClick={() => navigate('/certify/paper')}>
          {t('paperCopy.toTray')}
        </Button>
      </Stack>
    </section>
  );
}
