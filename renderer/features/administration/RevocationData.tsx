import { Button, FileButton, Group, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { type Refused, toRefused } from '../../lib/refusal.ts';
import { UploadRefused, uploadFile } from '../../lib/upload.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';

/** What is known about revoked certificates, with its age, and a way to bring a list by hand. */
export function RevocationData() {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['certify', 'revocationData'], {}, () => client.certify.revocationData({}));
  const add = useCommand(client.certify.addRevocationList);
  const [refused, setRefused] = useState<Refused>();
  const [added, setAdded] = useState<{ issuer: string; asOf: string }>();
  const take = async (file: File | null) => {
    if (file === null) return;
    setRefused(undefined);
    try {
      const { sha256 } = await uploadFile(file);
      setAdded(await add.run({ sha256: sha256 as never }));
    } catch (error) {
      setRefused(error instanceof UploadRefused ? error.refused : toRefused(error));
    }
  };
  return (
    <section>
      <Group justify="space-between" mb="sm" wrap="nowrap" align="flex-start">
        <div>
          <Title order={2}>{t('revocation.title')}</Title>
          <Text fz="sm" c="dimmed">
            {t('revocation.note')}
          </Text>
        </div>
        <FileButton accept=".crl,application/pkix-crl" onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} variant="default" loading={add.running} style={{ flex: 'none' }}>
              {t('revocation.add')}
            </Button>
          )}
        </FileButton>
      </Group>
      <RefusalNotice refused={refused ?? add.refused} />
      <Text fz="sm" c="var(--qmc-green)" role="status">
        {added === undefined
          ? ''
          : t('revocation.added', { issuer: added.issuer, time: showInstant(added.asOf) })}
      </Text>
      <Asked query={asked}>{({ data }) => <RevocationTable data={data} />}</Asked>
    </section>
  );
}

type Row = Awaited<ReturnType<ReturnType<typeof useClient>['certify']['revocationData']>>['data'][number];

function RevocationTable({ data }: { data: readonly Row[] }) {
  const { t } = useWords();
  if (data.length === 0) return <Text fz="sm">{t('revocation.none')}</Text>;
  return (
    <div className="qmc-table">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('revocation.issuer')}</Table.Th>
            <Table.Th w={140}>{t('revocation.kind')}</Table.Th>
            <Table.Th w={150}>{t('revocation.asOf')}</Table.Th>
            <Table.Th w={150}>{t('revocation.nextUpdate')}</Table.Th>
            <Table.Th>{t('revocation.source')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.map(({ kind, issuer, asOf, nextUpdate, source }) => (
            <Table.Tr key={`${kind} ${issuer} ${asOf} ${source}`}>
              <Table.Td fw={500}>{issuer}</Table.Td>
              <Table.Td>{t(`revocation.kind.${kind}`)}</Table.Td>
              <Table.Td>{showInstant(asOf)}</Table.Td>
              <Table.Td>{nextUpdate === null ? '–' : showInstant(nextUpdate)}</Table.Td>
              <Table.Td className="qmc-wrap qmc-small">{source ?? t('revocation.file')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
