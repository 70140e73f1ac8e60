import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useWords } from '../../lib/context.tsx';
import { showVnd } from '../../lib/format.ts';
import type { Settlement } from './visit-form.ts';

/** What a visit costs and how it is settled; `total` is undefined where the catalogue does not say it. */
export function FeeFields<Form extends Settlement>(props: {
  form: Form;
  total: number | undefined;
  wrong: boolean;
  onChange: (form: Form) => void;
}) {
  const { t } = useWords();
  const { form, total, wrong, onChange } = props;
  return (
    <>
      <Text fz="sm" c="dimmed">
        {t('paperCopy.fee')}
      </Text>
      <Text fz={28} fw={600} lh={1.2} role="status">
        {total === undefined
          ? '–'
          : t('paperCopy.total', { amount: showVnd(form.settlement === 'waived' ? 0 : total) })}
      </Text>
      <NativeSelect
        label={t('fee.settlement')}
        value={form.settlement}
        data={(['now', 'later', 'waived'] as const).map((value) => ({
          value,
          label: t(`fee.settlement.${value}`),
        }))}
        onChange={(event) =>
          onChange({ ...form, settlement: event.currentTarget.value as Settlement['settlement'] })
        }
      />
      {form.settlement === 'waived' && (
        <TextInput
          label={t('fee.waivedFor')}
          value={form.waivedFor}
          error={wrong}
          autoComplete="off"
          onChange={(event) => onChange({ ...form, waivedFor: event.currentTarget.value })}
        />
      )}
    </>
  );
}
