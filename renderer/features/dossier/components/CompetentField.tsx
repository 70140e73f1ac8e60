import { Autocomplete, NativeSelect, Stack } from '@mantine/core';
import type { CommuneChoice } from '../../../../shared/contract/geography.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useAsk } from '../../../lib/use-ask.ts';
import { useMark } from './PartyFields.tsx';
import type { SectionProps } from './Section.tsx';

const SHOWN = 8;

/** Which office is competent: this one, or another commune, found in the shipped table or typed where the table lacks it. */
export function CompetentField({ form, marks, onChange }: SectionProps) {
  const { t } = useWords();
  const client = useClient();
  const mark = useMark(marks);
  const other = form.competentIs === 'other';
  const text = form.competentOffice;
  const found = useAsk(
    ['geography', 'searchCommunes'],
    { text },
    () => client.geography.searchCommunes({ text, limit: SHOWN }),
    other,
  );
  const communes = found.data?.communes ?? [];
  const choose = (office: string) => {
    const taken = communes.find((commune) => nameOf(commune) === office);
    onChange({ competentOffice: office, competentPlaceId: taken?.placeId ?? '' });
  };
  return (
    <Stack gap={6}>
      <NativeSelect
        label={t('competent.who')}
        value={form.competentIs}
        data={(['here', 'other'] as const).map((value) => ({ value, label: t(`competent.is.${value}`) }))}
        onChange={(event) => onChange({ competentIs: event.currentTarget.value as 'here' | 'other' })}
      />
      {other && (
        <div className="qmc-request">
          <Autocomplete
            label={t('competent.office')}
            placeholder={t('competent.officeHint')}
            value={text}
            error={mark('competent') ?? mark('competent.office')}
            // Already found by the host, with and without marks.
            filter={({ options }) => options}
            data={[...new Set(communes.map(nameOf))]}
            limit={SHOWN}
            withAsterisk
            onChange={choose}
          />
          {form.competentPlaceId === '' && (
            <NativeSelect
              label={t('competent.reach')}
              value={form.competentReach}
              data={(['province', 'nationwide'] as const).map((value) => ({
                value,
                label: t(`competent.reach.${value}`),
              }))}
              onChange={(event) =>
                onChange({ competentReach: event.currentTarget.value as 'province' | 'nationwide' })
              }
            />
          )}
        </div>
      )}
    </Stack>
  );
}

function nameOf({ type, name, provinceName }: CommuneChoice): string {
  return `${type} ${name}, ${provinceName}`;
}
