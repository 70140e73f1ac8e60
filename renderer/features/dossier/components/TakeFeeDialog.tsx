import { Checkbox, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { PAYMENT_METHODS } from '../../../../shared/domain/fee/fee-receipt.ts';
import { decideReceiptLines, type PaidFee } from '../../../../shared/domain/fee/take-fee.ts';
import { amountInWords } from '../../../../shared/forms/written-amount.ts';
import { useWords } from '../../../lib/context.tsx';
import { useDraft, useDrafts } from '../../../lib/drafts.ts';
import { showVnd } from '../../../lib/format.ts';
import { fieldProblems } from '../../../lib/refusal.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { type DossierFees, useFeeReceipt } from '../use-fees.ts';
import { Reckoning } from './FeeSection.tsx';

type Due = DossierFees['due'][number];
type Draft = Partial<Record<string, PaidFee & { left: boolean }>>;

/** Takes money for what is due: who pays, how, which lines; Enter issues the receipt and prints its three copies. */
export function TakeFeeDialog(props: {
  dossierId: string;
  code: string;
  fees: DossierFees;
  onClose: () => void;
  onTaken?: (number: string) => void;
}) {
  const { t } = useWords();
  const { dossierId, code, fees, onClose } = props;
  const receipt = useFeeReceipt();
  const name = `dossier.fee.${dossierId}`;
  const [said, setSaid] = useDraft(name, { ...fees.payer, method: 'cash' as 'cash' | 'transfer' | 'card' });
  const [lines, setLines] = useState<Draft>({});
  const forget = useDrafts((state) => state.forget);
  const close = () => {
    receipt.reset();
    onClose();
  };
  const paid = fees.due
    .map((due) => lines[due.choice.feeId] ?? { ...paidOf(due), left: false })
    .filter(({ left }) => !left)
    .map(({ left: _left, ...fee }) => fee);
  const reckoned = reckon(fees.due, paid);
  const submit = async () => {
    const taken = await receipt.take({
      dossierId: dossierId as never,
      payer: said.name,
      address: said.address,
      method: said.method,
      fees: paid,
    });
    if (taken === undefined) return;
    forget(name);
    props.onTaken?.(taken.number);
    close();
    await receipt.print(taken.receiptId);
  };
  const problems = fieldProblems(t, receipt.refused);
  return (
    <Dialog
      title={t('fee.take')}
      opened
      size="lg"
      onClose={close}
      onSubmit={() => void submit()}
      submitLabel={t('fee.takeNow')}
      running={receipt.running}
      refused={receipt.refused}
    >
      <Text fz="sm" c="dimmed">
        {t('fee.takeNote', { code })}
      </Text>
      <Stack gap={8}>
        {fees.due.map((due) => (
          <DueLine
            key={due.choice.feeId}
            due={due}
            fee={lines[due.choice.feeId] ?? { ...paidOf(due), left: false }}
            onChange={(fee) => setLines({ ...lines, [due.choice.feeId]: fee })}
          />
        ))}
      </Stack>
      <TextInput
        data-autofocus
        label={t('fee.payer')}
        value={said.name}
        error={problems['payer']}
        autoComplete="off"
        onChange={(event) => setSaid({ ...said, name: event.currentTarget.value })}
      />
      <TextInput
        label={t('fee.payerAddress')}
        value={said.address}
        error={problems['address']}
        autoComplete="off"
        onChange={(event) => setSaid({ ...said, address: event.currentTarget.value })}
      />
      <Group justify="space-between">
        <Text fz="sm" id="qmc-fee-method">
          {t('fee.method')}
        </Text>
        <SegmentedControl
          aria-labelledby="qmc-fee-method"
          value={said.method}
          data={PAYMENT_METHODS.map((value) => ({ value, label: t(`fee.method.${value}`) }))}
          onChange={(method) => setSaid({ ...said, method })}
        />
      </Group>
      <div role="status">
        <Text fw={600} fz="lg">
          {reckoned === undefined ? t('fee.totalOpen') : t('fee.toTake', { amount: showVnd(reckoned) })}
        </Text>
        {reckoned !== undefined && (
          <Text fz="sm" c="dimmed">
            {amountInWords(reckoned)}
          </Text>
        )}
      </div>
    </Dialog>
  );
}

function paidOf({ choice }: Due): PaidFee {
  const { feeId, quantity, councilAmountVnd, originals } = choice;
  return { feeId, quantity, councilAmountVnd, originals };
}

// The same decision as the command's, before it is asked.
function reckon(due: readonly Due[], paid: readonly PaidFee[]): number | undefined {
  const lines = due.map(({ choice, name, amountVnd }) => ({ ...choice, name, amountVnd }));
  const tariff = due.flatMap(({ choice, name, tariff: kind }) =>
    kind === null ? [] : [{ id: choice.feeId, name, tariff: kind, onRequest: false }],
  );
  const known = {
    lines: lines.map(({ exemption: _exemption, ...line }) => line),
    tariff,
    receipted: new Set<string>(),
  };
  const decided = decideReceiptLines(known, paid);
  return decided.ok ? decided.value.amountVnd : undefined;
}

function DueLine(props: {
  due: Due;
  fee: PaidFee & { left: boolean };
  onChange: (fee: PaidFee & { left: boolean }) => void;
}) {
  const { t } = useWords();
  const { due, fee, onChange } = props;
  const { name, choice, amountVnd, tariff } = due;
  const reckonable = choice.settlement === 'later' && tariff !== null && !fee.left;
  return (
    <div className="qmc-fee">
      <Group justify="space-between" wrap="nowrap" gap={8}>
        <Checkbox
          size="sm"
          label={name}
          checked={!fee.left}
          onChange={(event) => onChange({ ...fee, left: !event.currentTarget.checked })}
        />
        <Text fz="sm" fw={600} className="qmc-no-wrap">
          {amountVnd === null ? t('fee.settlement.later') : t('fee.amount', { amount: showVnd(amountVnd) })}
        </Text>
      </Group>
      {reckonable && (
        <Group gap={8} align="flex-end" wrap="wrap">
          <Reckoning
            fee={{ name, tariff }}
            choice={{ ...choice, ...fee }}
            marked={false}
            set={({ quantity, councilAmountVnd, originals }) =>
              onChange({
                ...fee,
                ...(quantity === undefined ? {} : { quantity }),
                ...(councilAmountVnd === undefined ? {} : { councilAmountVnd }),
                ...(originals === undefined ? {} : { originals }),
              })
            }
          />
        </Group>
      )}
    </div>
  );
}
