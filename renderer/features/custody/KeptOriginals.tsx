import { Button, Group, Table, Text, Title } from '@mantine/core';
import { IconArrowBackUp, IconArrowsExchange, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import type { KeptOriginal } from '../../../shared/contract/custody.ts';
import type { DossierView } from '../../../shared/contract/dossier.ts';
import { useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { GiveBackDialog, KeepDialog, MoveDialog } from './OriginalDialogs.tsx';

type Doing = { what: 'keep' } | { what: 'move' | 'give-back'; original: KeptOriginal };

/** The originals of one dossier: what the office keeps, where and with whom, and how it went back. Nothing for a dossier without any. */
export function KeptOriginals(props: {
  dossier: DossierView;
  mayKeep: boolean;
  mayMove: boolean;
  mayGiveBack: boolean;
}) {
  const { t } = useWords();
  const { dossier, mayKeep, mayMove, mayGiveBack } = props;
  const [doing, setDoing] = useState<Doing>();
  if (dossier.originals.length === 0 && !mayKeep) return null;
  const close = () => setDoing(undefined);
  return (
    <section aria-label={t('custody.title')}>
      <Group justify="space-between" mb={4}>
        <Title order={3}>{t('custody.title')}</Title>
        {mayKeep && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconLock size={16} />}
            onClick={() => setDoing({ what: 'keep' })}
          >
            {t('custody.keep')}
          </Button>
        )}
      </Group>
      {dossier.originals.length === 0 ? (
        <Text fz="sm" c="dimmed">
          {t('custody.none')}
        </Text>
      ) : (
        <div className="qmc-table">
          <Table verticalSpacing={6}>
            <Table.Tbody>
              {dossier.originals.map((original) => (
                <Table.Tr key={original.originalId}>
                  <Table.Td>
                    <Text fz="sm" fw={600}>
                      {original.count} × {original.name}
                    </Text>
                    <Text fz="xs" c="dimmed">
                      {t('custody.keptBy', { time: showInstant(original.keptAt), name: original.keptBy })} ·{' '}
                      {original.purpose}
                    </Text>
                  </Table.Td>
                  <Table.Td w={250}>
                    <Whereabouts original={original} />
                  </Table.Td>
                  <Table.Td w={250}>
                    {original.back === null && (
                      <Group gap={6} justify="flex-end">
                        {mayMove && (
                          <Button
                            variant="default"
                            size="compact-sm"
                            leftSection={<IconArrowsExchange size={16} />}
                            aria-label={t('custody.moveOf', { name: original.name })}
                            onClick={() => setDoing({ what: 'move', original })}
                          >
                            {t('custody.move')}
                          </Button>
                        )}
                        {mayGiveBack && (
                          <Button
                            variant="default"
                            size="compact-sm"
                            leftSection={<IconArrowBackUp size={16} />}
                            aria-label={t('custody.giveBackOf', { name: original.name })}
                            onClick={() => setDoing({ what: 'give-back', original })}
                          >
                            {t('custody.giveBack')}
                          </Button>
                        )}
                      </Group>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {doing?.what === 'keep' && <KeepDialog dossier={dossier} onClose={close} />}
      {doing?.what === 'move' && <MoveDialog original={doing.original} onClose={close} />}
      {doing?.what === 'give-back' && (
        <GiveBackDialog original={doing.original} receiver={receiverOf(dossier)} onClose={close} />
      )}
    </section>
  );
}

function Whereabouts({ original }: { original: KeptOriginal }) {
  const { t } = useWords();
  const { back, place, holder } = original;
  if (back === null)
    return (
      <Text fz="sm">
        {place} · {holder}
      </Text>
    );
  return (
    <>
      <Text fz="sm">{t('custody.backTo', { name: back.to })}</Text>
      <Text fz="xs" c="dimmed">
        {showInstant(back.at)} · {back.by} ·{' '}
        {back.note === null ? t('custody.signature.paper') : `${t('custody.signature.note')}: ${back.note}`}
      </Text>
    </>
  );
}

function receiverOf({ parties }: DossierView): string {
  const by = (role: string) => parties.find((entry) => entry.role === role)?.party.name;
  return by('receiver') ?? by('submitter') ?? '';
}
