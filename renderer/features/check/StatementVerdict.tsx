import { Anchor, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { CheckedStatement } from '../../../shared/contract/paper-copy.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant, showValue } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { Asked } from '../../ui/ScreenStates.tsx';
import { type MarkedState, StateMark } from '../../ui/StateMark.tsx';

const MARKS: Record<CheckedStatement['verdict'], MarkedState> = {
  issued: 'good',
  pending: 'attention',
  void: 'bad',
  elsewhere: 'attention',
  forged: 'bad',
  revoked: 'bad',
  'unknown-key': 'attention',
};

/** What the code on the statement of a paper copy is worth, and what the book says of it. */
export function StatementVerdict({ text }: { text: string }) {
  const client = useClient();
  const asked = useAsk(['certify', 'checkStatement'], { text }, () => client.paperCopy.check({ text }));
  return <Asked query={asked}>{(checked) => <Judged checked={checked} />}</Asked>;
}

function Judged({ checked }: { checked: CheckedStatement }) {
  const { t } = useWords();
  const { verdict, officeName, revokedAt, entry, mode } = checked;
  const said = {
    office: officeName,
    number: entry?.number,
    book: entry?.book,
    time: revokedAt === null ? '' : showInstant(revokedAt),
    reason: entry?.voidReason,
  };
  return (
    <Stack gap="md">
      <div role="status" className="qmc-verdict">
        <StateMark state={MARKS[verdict]}>{t(`check.statement.${verdict}`, said)}</StateMark>
      </div>
      <Text>{t(entry === null ? 'check.statementUnproved' : 'check.statementAdvice')}</Text>
      {mode === 'practice' && <StateMark state="attention">{t('check.practice')}</StateMark>}
      {entry !== null && <Entry entry={entry} />}
    </Stack>
  );
}

function Entry({ entry }: { entry: NonNullable<CheckedStatement['entry']> }) {
  const { t } = useWords();
  const rows: [string, ReactNode][] = [
    [t('check.statementNumber'), t('copy.numberInBook', { number: entry.number, book: entry.book })],
    [t('check.statementDay'), showValue(entry.certifiedOn)],
    [t('certify.title'), entry.title],
    [t('paperCopy.size'), t('paperCopy.sizeOf', { pages: entry.pages, copies: entry.copies })],
    [t('certify.requester'), entry.requester],
    [t('paperCopy.signer'), entry.signerName],
    [
      t('check.code'),
      <Anchor key="code" component={Link} href={`/ho-so/${entry.dossierId}`} className="qmc-code">
        {entry.dossierCode}
      </Anchor>,
    ],
  ];
  return (
    <Table className="qmc-facts">
      <Table.Tbody>
        {rows.map(([label, value]) => (
          <Table.Tr key={label}>
            <Table.Th w={190}>{label}</Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
