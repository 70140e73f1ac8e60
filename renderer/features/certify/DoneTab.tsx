import { Button, Table } from '@mantine/core';
import { IconRosetteDiscountCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { CopyView } from '../../../shared/contract/certify.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { FileLink } from '../../ui/FileLink.tsx';
import { DossierLink } from '../../ui/list-cells.tsx';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { DeliverDialog } from '../give-copies/index.ts';
import { ProofCell } from './components/ProofCell.tsx';
import { verdictState, verdictWords } from './verdict-words.ts';

/** Certified copies with their number, their book and our own check of the file's last bytes. */
export function DoneTab({ may, mayGive }: { may: boolean; mayGive: boolean }) {
  const { t } = useWords();
  const client = useClient();
  const [giving, setGiving] = useState<CopyView>();
  const asked = useAsk(['certify', 'queue'], { states: ['certified'] }, () =>
    client.certify.queue({ states: ['certified'] }),
  );
  return (
    <Asked query={asked}>
      {({ copies }) =>
        copies.length === 0 ? (
          <Empty
            icon={<IconRosetteDiscountCheck size={48} stroke={1.3} aria-hidden />}
            title={t('certify.doneEmpty')}
            note={t('certify.doneEmptyNote')}
          />
        ) : (
          <div className="qmc-table">
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={230}>{t('certify.number')}</Table.Th>
                  <Table.Th>{t('certify.title')}</Table.Th>
                  <Table.Th w={70}>{t('certify.pages')}</Table.Th>
                  <Table.Th>{t('certify.requester')}</Table.Th>
                  <Table.Th>{t('certify.verdict')}</Table.Th>
                  <Table.Th>{t('certify.proof')}</Table.Th>
                  <Table.Th w={190}>{t('dossier.code')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {copies.map((copy) => (
                  <Table.Tr key={copy.copyId}>
                    <Table.Td>
                      {copy.number === null
                        ? '–'
                        : t('copy.numberInBook', { number: copy.number, book: copy.book })}
                    </Table.Td>
                    <Table.Td>
                      {copy.sha256 === null ? (
                        copy.title
                      ) : (
                        <FileLink sha256={copy.sha256} purgedAt={copy.purgedAt}>
                          {copy.title}
                        </FileLink>
                      )}
                    </Table.Td>
                    <Table.Td>{copy.pages}</Table.Td>
                    <Table.Td>{copy.requester}</Table.Td>
                    <Table.Td>
                      {copy.verdict === null ? (
                        '–'
                      ) : (
                        <StateMark state={verdictState(copy.verdict)}>
                          <span className="qmc-wrap">{verdictWords(t, copy.verdict)}</span>
                        </StateMark>
                      )}
                    </Table.Td>
                    <Table.Td>
                      <ProofCell copy={copy} may={may} />
                    </Table.Td>
                    <Table.Td>
                      <DossierLink dossierId={copy.dossierId} code={copy.dossierCode} />
                      {mayGive && (
                        <Button
                          size="compact-sm"
                          variant="default"
                          mt={4}
                          aria-label={t('deliver.openOf', { title: copy.title })}
                          onClick={() => setGiving(copy)}
                        >
                          {t('deliver.open')}
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            {giving !== undefined && <DeliverDialog {...giving} onClose={() => setGiving(undefined)} />}
          </div>
        )
      }
    </Asked>
  );
}
