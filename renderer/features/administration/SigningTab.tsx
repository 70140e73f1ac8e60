import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { ExpiryNotices } from '../certify/index.ts';
import { AddKeyDialog } from './AddKeyDialog.tsx';
import { CopyRetention } from './CopyRetention.tsx';
import { BindKeyDialog } from './KeyHolder.tsx';
import { RevocationData } from './RevocationData.tsx';
import { Signers } from './Signers.tsx';
import { StatementCode } from './StatementCode.tsx';
import { TimeAuthorities } from './TimeAuthorities.tsx';
import { TrustAnchors } from './TrustAnchors.tsx';

/** Who may sign certifications, the keys that sign and seal, and the roots whose certificates are trusted. */
export function SigningTab() {
  return (
    <Stack gap="xl">
      <ExpiryNotices />
      <Signers />
      <Keys />
      <TrustAnchors />
      <StatementCode />
      <TimeAuthorities />
      <RevocationData />
      <CopyRetention />
    </Stack>
  );
}

function Keys() {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['certify', 'keys'], {}, () => client.certify.keys({}));
  const retire = useCommand(client.certify.retireKey);
  const [adding, setAdding] = useState(false);
  const [binding, setBinding] = useState<{ keyId: string; label: string; subject: string }>();
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t('signing.keys')}</Title>
        <Button leftSection={<IconKey size={18} />} onClick={() => setAdding(true)}>
          {t('signing.addKey')}
        </Button>
      </Group>
      <RefusalNotice refused={retire.refused} />
      <Asked query={asked}>
        {({ keys }) =>
          keys.length === 0 ? (
            <Empty
              icon={<IconKey size={44} stroke={1.3} aria-hidden />}
              title={t('signing.noKeys')}
              note={t('signing.noKeysNote')}
            />
          ) : (
            <div className="qmc-table">
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w={170}>{t('signing.role')}</Table.Th>
                    <Table.Th>{t('signing.label')}</Table.Th>
                    <Table.Th w={190}>{t('signing.holder')}</Table.Th>
                    <Table.Th>{t('signing.subject')}</Table.Th>
                    <Table.Th w={150}>{t('signing.kind')}</Table.Th>
                    <Table.Th w={150}>{t('signing.notAfter')}</Table.Th>
                    <Table.Th w={110} aria-label={t('users.actions')} />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {keys.map((key) => (
                    <Table.Tr key={key.keyId}>
                      <Table.Td>{t(`signing.role.${key.role}`)}</Table.Td>
                      <Table.Td fw={500}>{key.label}</Table.Td>
                      <Table.Td>
                        {key.role === 'agency' ? (
                          t('signing.holder.office')
                        ) : key.holder !== null ? (
                          key.holder.name
                        ) : (
                          <>
                            <StateMark state="attention">{t('signing.unbound')}</StateMark>
                            <Button
                              size="compact-sm"
                              variant="subtle"
                              aria-label={t('signing.bindKey', { label: key.label })}
                              onClick={() => setBinding(key)}
                            >
                              {t('signing.bind')}
                            </Button>
                          </>
                        )}
                      </Table.Td>
                      <Table.Td>
                        {key.subject}
                        <Text fz="xs" c="dimmed">
                          {t('signing.issuer', { issuer: key.issuer })}
                        </Text>
                      </Table.Td>
                      <Table.Td>{t(`signing.kind.${key.kind}`)}</Table.Td>
                      <Table.Td>{showInstant(key.notAfter)}</Table.Td>
                      <Table.Td>
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          aria-label={t('signing.retireKey', { label: key.label })}
                          onClick={() => void retire.run({ keyId: key.keyId })}
                        >
                          {t('signing.retire')}
                        </Button>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          )
        }
      </Asked>
      {adding && <AddKeyDialog onClose={() => setAdding(false)} />}
      {binding !== undefined && <BindKeyDialog signingKey={binding} onClose={() => setBinding(undefined)} />}
    </section>
  );
}
