import { Button, Group, Stack, Text } from '@mantine/core';
import type { ProcedureCase } from '../../../../shared/domain/catalogue/procedure-catalogue.ts';
import { useWords } from '../../../lib/context.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import type { StoreOffers } from '../use-store-offers.ts';
import { ComponentChecklist } from './ComponentChecklist.tsx';
import { asDemanded, rowState } from './demanded-components.ts';
import { FeeSection } from './FeeSection.tsx';
import { OtherPapers } from './OtherPapers.tsx';
import { DeliverySection } from './OwnerSection.tsx';
import { Section, type SectionProps } from './Section.tsx';

/** The middle of the form: components, delivery, fees. */
export function CompositionColumn({
  form,
  marks,
  onChange,
  shown,
  onGuide,
  offers,
}: SectionProps & { shown: ProcedureCase | undefined; onGuide: () => void; offers: StoreOffers }) {
  const { t } = useWords();
  return (
    <Stack gap="sm">
      <Section
        number={4}
        title={t('reception.components')}
        aside={
          shown !== undefined && (
            <Group gap={4} wrap="nowrap">
              {shown.components.some((component) => rowState(form, component) === 'missing') && (
                <Button size="compact-xs" variant="subtle" tabIndex={-1} onClick={onGuide}>
                  {t('guidance.short')} <kbd>Alt+H</kbd>
                </Button>
              )}
              <Button
                size="compact-xs"
                variant="subtle"
                tabIndex={-1}
                onClick={() => onChange((before) => asDemanded(before, shown))}
              >
                {t('action.asDemanded')} <kbd>Alt+D</kbd>
              </Button>
            </Group>
          )
        }
      >
        {shown !== undefined && offers.possible && <StoreLine offers={offers} shown={shown} />}
        {shown === undefined ? (
          <Text fz="sm" c="dimmed">
            {t('reception.componentsNone')}
          </Text>
        ) : (
          <ComponentChecklist
            form={form}
            shown={shown}
            marks={marks}
            offers={offers}
            onChange={(id, entry) =>
              onChange((before) => ({
                ...before,
                components: { ...before.components, [id]: entry },
              }))
            }
          />
        )}
        {shown !== undefined && (
          <OtherPapers form={form} marks={marks} onChange={(otherPapers) => onChange({ otherPapers })} />
        )}
      </Section>
      <Section number={5} title={t('reception.delivery.title')}>
        <DeliverySection form={form} marks={marks} onChange={onChange} />
      </Section>
      {shown !== undefined && (
        <Section number={6} title={t('catalogue.fees')}>
          <FeeSection form={form} shown={shown} marks={marks} onChange={(fees) => onChange({ fees })} />
        </Section>
      )}
    </Stack>
  );
}

/** The way into the holder's store, and what a look brought. */
function StoreLine({ offers, shown }: { offers: StoreOffers; shown: ProcedureCase }) {
  const { t } = useWords();
  const { looked, takeable } = offers;
  const count = shown.components.filter((each) => offers.of(each)[0]?.standing === 'holds').length;
  return (
    <>
      <RefusalNotice refused={offers.refused} />
      <Group justify="space-between" wrap="nowrap" gap={8} mb={4}>
        <Text fz="xs" c="dimmed" role="status">
          {looked === undefined
            ? t('store.notLooked')
            : t(count === 0 ? 'store.lookedNothing' : 'store.lookedFound', { name: looked, count })}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          tabIndex={-1}
          loading={offers.running}
          onClick={offers.lookOrTake}
          style={{ flexShrink: 0 }}
        >
          {takeable.length === 0 ? t('store.open') : t('store.take', { count: takeable.length })}{' '}
          <kbd>Alt+S</kbd>
        </Button>
      </Group>
    </>
  );
}
