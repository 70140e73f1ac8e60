import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { RefusedItem } from '../../../shared/contract/refusal.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { ListTable } from '../../ui/ListTable.tsx';
import { DossierLink } from '../../ui/list-cells.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { RefuseDialog } from '../refusal/index.ts';

/** What the officer gave back and still waits: an electronic copy is compared again, paper copies are put up again as they were counted. */
export function ReturnedCopies() {
  const { t } = useWords();
  const client = useClient();
  const states: ['returned'] = ['returned'];
  const electronic = useAsk(['certify', 'queue'], { states }, () => client.certify.queue({ states }));
  const paper = useAsk(['certify', 'paperCopies'], { states }, () => client.paperCopy.queue({ states }));
  const again = useCommand(client.paperCopy.again);
  const withdraw = useCommand(client.certify.withdraw);
  const withdrawPaper = useCommand(client.paperCopy.withdraw);
  const [refusing, setRefusing] = useState<{ item: RefusedItem; title: string }>();
  const rows = [
    ...(electronic.data?.copies ?? []).map((copy) => ({
      id: copy.copyId,
      copyId: copy.copyId,
      copy,
      onPaper: undefined,
    })),
    ...(paper.data?.paperCopies ?? []).map((copy) => ({
      id: copy.paperCopyId,
      copyId: undefined,
      copy,
      onPaper: copy,
    })),
  ];
  if (rows.length === 0) return null;
  return (
    <section>
      <Title order={3} mb={8}>
        {t('certify.returned')}
      </Title>
      <ListTable
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          { title: t('certify.title'), cell: ({ copy }) => <Text fz="sm">{copy.title}</Text> },
          { title: t('paperCopy.reason'), cell: ({ copy }) => copy.returnReason },
          { title: t('certify.requester'), width: 200, cell: ({ copy }) => copy.requester },
          {
            title: t('dossier.code'),
            width: 190,
            cell: ({ copy }) => <DossierLink dossierId={copy.dossierId} code={copy.dossierCode} />,
          },
          {
            title: t('users.actions'),
            spoken: true,
            width: 300,
            cell: ({ copy, copyId, onPaper }) => (
              <Group gap="xs" wrap="nowrap">
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={t('certify.withdrawCopy', { title: copy.title })}
                  onClick={() =>
                    void (copyId !== undefined
                      ? withdraw.run({ copyId })
                      : withdrawPaper.run({ paperCopyId: onPaper.paperCopyId }))
                  }
                >
                  {t('certify.withdraw')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={t('refuse.of', { title: copy.title })}
                  onClick={() =>
                    setRefusing({
                      item:
                        copyId !== undefined
                          ? { kind: 'electronic', copyId }
                          : { kind: 'paper', paperCopyId: onPaper.paperCopyId },
                      title: copy.title,
                    })
                  }
                >
                  {t('refuse.short')}
                </Button>
                {onPaper === undefined ? (
                  <Anchor component={Link} fz="sm" href={`/certify/compare/${copy.dossierId}`}>
                    {t('certify.compareAgain')}
                  </Anchor>
                ) : (
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={again.running}
                    aria-label={t('paperCopy.againOf', { title: copy.title })}
                    onClick={() => void again.run({ paperCopyId: onPaper.paperCopyId })}
                  >
                    {t('paperCopy.again')}
                  </Button>
                )}
              </Group>
            ),
          },
        ]}
      />
      {refusing !== undefined && <RefuseDialog {...refusing} onClose={() => setRefusing(undefined)} />}
      <RefusalNotice refused={again.refused ?? withdraw.refused ?? withdrawPaper.refused} />
    </section>
  );
}
