import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ProcedureCase, ProcedureFee } from '../../../../shared/domain/catalogue/procedure-catalogue.ts';
import { calculateFees, type FeeChoice, initialFeeChoices } from '../../../../shared/domain/dossier/fees.ts';
import { useWords } from '../../../lib/context.tsx';
import { showVnd } from '../../../lib/format.ts';
import { feesInWords } from '../fee-words.ts';
import { feesOf, type ReceptionForm } from '../reception-form.ts';
import type { FieldMarks } from '../reception-problems.ts';

/** The lines of the tariff with what is decided of each, and the sum taken now. */
export function FeeSection(props: {
  form: ReceptionForm;
  shown: ProcedureCase;
  marks: FieldMarks;
  onChange: (fees: ReceptionForm['fees']) => void;
}) {
  const { t } = useWords();
  const { form, shown, marks } = props;
  const choices = new Map(feesOf(form, shown).map((choice) => [choice.feeId, choice]));
  const lines = shown.fees.filter(
    ({ channels, tariff }) =>
      tariff.kind !== 'free' && (channels === undefined || channels.includes(form.channel)),
  );
  const reckoned = calculateFees(shown, form.channel, [...choices.values()]);
  const set = (choice: FeeChoice) => props.onChange({ ...form.fees, [choice.feeId]: choice });
  if (lines.length === 0) return <Text fz="sm">{t('fee.none')}</Text>;
  return (
    <Stack gap={8}>
      {lines.map((fee) => {
        const choice = choices.get(fee.id);
        return choice === undefined ? (
          <Checkbox
            key={fee.id}
            size="sm"
            checked={false}
            label={fee.name}
            onChange={() => set(ordered(fee, shown))}
          />
        ) : (
          <FeeLine
            key={fee.id}
            fee={fee}
            choice={choice}
            amount={reckoned.ok ? amountOf(reckoned.value.lines, fee.id) : undefined}
            marked={
              marks[`fees.${fee.id}`] !== undefined ||
              (marks['fees'] !== undefined && choice.exemption?.paper.trim() === '')
            }
            onChange={set}
            onDrop={() => {
              const { [fee.id]: _dropped, ...rest } = form.fees;
              props.onChange(rest);
            }}
          />
        );
      })}
      <Text fw={600}>
        {reckoned.ok
          ? feesInWords(t, {
              totalVnd: reckoned.value.totalVnd,
              settlements: reckoned.value.lines.map(({ settlement }) => settlement),
            })
          : t('fee.totalOpen')}
      </Text>
    </Stack>
  );
}

function amountOf(lines: readonly { feeId: string; amountVnd: number | null }[], id: string) {
  return lines.find(({ feeId }) => feeId === id)?.amountVnd ?? undefined;
}

function ordered(fee: ProcedureFee, shown: ProcedureCase): FeeChoice {
  const like = initialFeeChoices(
    { ...shown, fees: [{ ...fee, onRequest: false, channels: undefined }] },
    'direct',
  )[0];
  return (
    like ?? {
      feeId: fee.id,
      settlement: 'now',
      quantity: 1,
      councilAmountVnd: null,
      originals: [],
      waivedFor: null,
    }
  );
}

interface FeeLineProps {
  fee: ProcedureFee;
  choice: FeeChoice;
  amount: number | undefined;
  marked: boolean;
  onChange: (choice: FeeChoice) => void;
  onDrop: () => void;
}

function FeeLine({ fee, choice, amount, marked, onChange, onDrop }: FeeLineProps) {
  const { t } = useWords();
  const set = (patch: Partial<FeeChoice>) => onChange({ ...choice, ...patch });
  return (
    <div className="qmc-fee" data-marked={marked || undefined}>
      <Group justify="space-between" wrap="nowrap" gap={8}>
        <Text fz="sm" lineClamp={2} title={fee.note ?? fee.name}>
          {fee.name}
        </Text>
        <Text fz="sm" fw={600} style={{ whiteSpace: 'nowrap' }}>
          {amount === undefined ? '' : t('fee.amount', { amount: showVnd(amount) })}
        </Text>
      </Group>
      <Group gap={8} align="flex-end" wrap="wrap">
        <NativeSelect
          size="xs"
          w={110}
          aria-label={`${t('fee.settlement')}: ${fee.name}`}
          value={choice.settlement}
          data={(['now', 'later', 'waived'] as const).map((value) => ({
            value,
            label: t(`fee.settlement.${value}`),
          }))}
          onChange={(event) => set({ settlement: event.currentTarget.value as FeeChoice['settlement'] })}
        />
        {choice.settlement === 'waived' && (fee.exemptions ?? []).length > 0 && (
          <Exemption fee={fee} choice={choice} marked={marked} onChange={onChange} />
        )}
        {choice.settlement === 'waived' && choice.exemption === undefined && (
          <TextInput
            size="xs"
            style={{ flex: 1 }}
            aria-label={`${t('fee.waivedFor')}: ${fee.name}`}
            placeholder={t('fee.waivedFor')}
            error={marked}
            value={choice.waivedFor ?? ''}
            onChange={(event) => set({ waivedFor: event.currentTarget.value || null })}
          />
        )}
        {choice.settlement === 'now' && <Reckoning fee={fee} choice={choice} marked={marked} set={set} />}
        {fee.onRequest && (
          <ActionIcon variant="subtle" aria-label={`${t('fee.drop')}: ${fee.name}`} onClick={onDrop}>
            <IconX size={16} />
          </ActionIcon>
        )}
      </Group>
    </div>
  );
}

interface NamedExemptions {
  name: string;
  exemptions?: readonly { name: string; ground: string }[] | undefined;
}

/** Which exemption of the catalogue, and the paper that proves it; or another reason in words. */
export function Exemption(
  props: Pick<FeeLineProps, 'choice' | 'marked' | 'onChange'> & { fee: NamedExemptions },
) {
  const { t } = useWords();
  const { fee, choice, marked, onChange } = props;
  const { exemption: chosen, ...rest } = choice;
  return (
    <>
      <NativeSelect
        size="xs"
        style={{ flex: 1 }}
        aria-label={`${t('fee.exemption')}: ${fee.name}`}
        value={chosen?.name ?? ''}
        data={[
          { value: '', label: t('fee.exemption.other') },
          ...(fee.exemptions ?? []).map(({ name, ground }) => ({
            value: name,
            label: `${name} (${ground})`,
          })),
        ]}
        onChange={(event) => {
          const name = event.currentTarget.value;
          const waived = { ...rest, settlement: 'waived' as const };
          onChange(name === '' ? waived : { ...waived, exemption: { name, paper: chosen?.paper ?? '' } });
        }}
      />
      {chosen !== undefined && (
        <TextInput
          size="xs"
          style={{ flex: 1 }}
          aria-label={`${t('fee.exemption.paper')}: ${fee.name}`}
          placeholder={t('fee.exemption.paper')}
          error={marked}
          value={chosen.paper}
          onChange={(event) =>
            onChange({ ...choice, exemption: { ...chosen, paper: event.currentTarget.value } })
          }
        />
      )}
    </>
  );
}

/** What an amount is reckoned from: the council's amount, how many, or the pages and copies of each original. */
export function Reckoning(props: {
  fee: Pick<ProcedureFee, 'name' | 'tariff'>;
  choice: FeeChoice;
  marked: boolean;
  set: (patch: Partial<FeeChoice>) => void;
}) {
  const { t } = useWords();
  const { fee, choice, marked, set } = props;
  const { tariff } = fee;
  if (tariff.kind === 'certified-copy') return <Originals choice={choice} set={set} />;
  return (
    <>
      {tariff.kind === 'council' && (
        <NumberInput
          size="xs"
          w={120}
          aria-label={`${t('fee.councilAmount')}: ${fee.name}`}
          placeholder={t('fee.councilAmount')}
          error={marked}
          hideControls
          thousandSeparator="."
          decimalSeparator=","
          allowDecimal={false}
          value={choice.councilAmountVnd ?? ''}
          onChange={(value) => set({ councilAmountVnd: value === '' ? null : Number(value) })}
        />
      )}
      <NumberInput
        size="xs"
        w={64}
        aria-label={`${t('fee.quantity')}: ${fee.name}`}
        hideControls
        min={1}
        max={9999}
        value={choice.quantity}
        onChange={(value) => set({ quantity: Number(value) || 1 })}
      />
    </>
  );
}

/** Pages and copies of each original to be copied. */
function Originals(props: { choice: FeeChoice; set: (patch: Partial<FeeChoice>) => void }) {
  const { t } = useWords();
  const { originals } = props.choice;
  const put = (index: number, patch: Partial<FeeChoice['originals'][number]>) =>
    props.set({ originals: originals.map((entry, at) => (at === index ? { ...entry, ...patch } : entry)) });
  return (
    <Stack gap={4}>
      {originals.map((entry, index) => (
        // Originals have no name of their own; their order is what tells them apart.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Group key={index} gap={6} wrap="nowrap">
          {(['pages', 'copies'] as const).map((what) => (
            <NumberInput
              key={what}
              size="xs"
              w={92}
              hideControls
              min={1}
              max={999}
              suffix={` ${t(`fee.${what}`)}`}
              aria-label={t(`fee.${what}Of`, { number: index + 1 })}
              value={entry[what]}
              onChange={(value) => put(index, { [what]: Number(value) || 1 })}
            />
          ))}
          {originals.length > 1 && (
            <ActionIcon
              variant="subtle"
              aria-label={t('fee.dropOriginal', { number: index + 1 })}
              onClick={() => props.set({ originals: originals.filter((_, at) => at !== index) })}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={14} />}
        onClick={() => props.set({ originals: [...originals, { pages: 1, copies: 1 }] })}
      >
        {t('fee.addOriginal')}
      </Button>
    </Stack>
  );
}
