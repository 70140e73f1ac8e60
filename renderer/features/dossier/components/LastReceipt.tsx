import { Anchor, Button, CloseButton, Group, Stack, Text } from '@mantine/core';
import { IconPrinter, IconReceipt, IconUserPlus } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Receipt } from '../../../../shared/contract/dossier.ts';
import type { MessageKey } from '../../../../shared/messages/vi.ts';
import { blobUrl } from '../../../lib/blob-url.ts';
import { useWords } from '../../../lib/context.tsx';
import { showDue, showVnd } from '../../../lib/format.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { useDossierFees } from '../use-fees.ts';
import type { LastReceipt as LastSlip, Receiving, SlipPaper } from '../use-receive.ts';
import { TakeFeeDialog } from './TakeFeeDialog.tsx';

const SLIP_WORDS = {
  printer: 'receipt.slip.sent',
  viewer: 'receipt.slip.ready',
  held: 'print.lacking',
} as const satisfies Record<LastSlip['route'], MessageKey>;

/** The dossier just received: its code and due time large, its slip, what the clerk should know. */
export function LastReceipt(props: {
  receiving: Receiving;
  paper: SlipPaper;
  onClose: () => void;
  onSamePerson: () => void;
  /** Whether the dialog in which the money is taken is open. */
  taking: boolean;
  onTaking: (taking: boolean) => void;
}) {
  const { t, language } = useWords();
  const { last, slipRefused, printAgain } = props.receiving;
  if (last === undefined) return null;
  const { receipt, slip, sha256, route } = last;
  return (
    <section className="qmc-receipt" aria-label={t('receipt.title')}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <StateMark state="good">{t('receipt.title')}</StateMark>
        <CloseButton aria-label={t('app.close')} onClick={props.onClose} />
      </Group>
      <Text className="qmc-code-large" role="status">
        {receipt.code}
      </Text>
      <Text fw={600}>{t('receipt.due', { due: showDue(receipt.dueAt, language) })}</Text>
      {receipt.codeSystem !== null && (
        <StateMark state="attention">
          <span className="qmc-wrap">{t('codeless.receipt', { system: receipt.codeSystem })}</span>
        </StateMark>
      )}
      {receipt.provisional && (
        <StateMark state="attention">
          <span className="qmc-wrap">{t('competent.receiptProvisional')}</span>
        </StateMark>
      )}
      <Money receipt={receipt} taking={props.taking} onTaking={props.onTaking} />
      <Stack gap={4} mt={6}>
        {receipt.notices.map((notice) => (
          <StateMark key={`${notice.code}${'name' in notice ? notice.name : ''}`} state="attention">
            <span className="qmc-wrap">
              {notice.code === 'CHANNEL_NOT_PUBLISHED'
                ? t('notice.CHANNEL_NOT_PUBLISHED', {
                    published: notice.published.map((channel) => t(`channel.${channel}`)).join(', '),
                  })
                : t('notice.PAPER_WITHOUT_REASON', { name: notice.name })}
            </span>
          </StateMark>
        ))}
        <RefusalNotice refused={slipRefused} />
        <Text fz="sm" c="dimmed" role="status">
          {slip === 'drawing' && t('receipt.slip.drawing')}
          {slip === 'ready' && t(SLIP_WORDS[route])}
        </Text>
        <Group gap={8}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPrinter size={16} />}
            onClick={() => void printAgain(props.paper)}
          >
            {t('receipt.printAgain')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconUserPlus size={16} />}
            title="Alt+T"
            onClick={props.onSamePerson}
          >
            {t('action.samePerson')}
          </Button>
          {sha256 !== undefined && (
            <Anchor href={blobUrl(sha256)} target="_blank" rel="noreferrer" fz="sm">
              {t('receipt.openSlip')}
            </Anchor>
          )}
          <Anchor component={Link} href={`/ho-so/${receipt.dossierId}`} fz="sm">
            {t('receipt.open')}
          </Anchor>
        </Group>
      </Stack>
    </section>
  );
}

/** What is taken at the window, and its receipt; a dossier that costs nothing now says so. */
function Money(props: { receipt: Receipt; taking: boolean; onTaking: (taking: boolean) => void }) {
  const { t } = useWords();
  const { receipt, taking, onTaking } = props;
  const { dossierId, code, totalVnd } = receipt;
  const fees = useDossierFees(totalVnd > 0 ? dossierId : undefined).data;
  if (totalVnd === 0) return <Text fz="sm">{t('receipt.nothingNow')}</Text>;
  const issued = fees?.receipts.find(({ cancelled }) => cancelled === null);
  return (
    <>
      <Group gap={8}>
        <Text fz="sm">{t('receipt.total', { amount: showVnd(totalVnd) })}</Text>
        {issued !== undefined && (
          <Text fz="sm" fw={600} role="status">
            {t('receipt.feeReceipt', { number: issued.number })}
          </Text>
        )}
        {fees?.setting?.by === 'here' && fees.due.length > 0 && (
          <Button
            size="compact-sm"
            leftSection={<IconReceipt size={16} />}
            title="Alt+M"
            onClick={() => onTaking(true)}
          >
            {t('fee.take')}
          </Button>
        )}
      </Group>
      {fees?.setting?.by === 'elsewhere' && (
        <Text fz="sm" c="dimmed">
          {t('fee.receiptsElsewhere', { system: fees.setting.system })}
        </Text>
      )}
      {taking && fees?.setting?.by === 'here' && fees.due.length > 0 && (
        <TakeFeeDialog dossierId={dossierId} code={code} fees={fees} onClose={() => onTaking(false)} />
      )}
    </>
  );
}
