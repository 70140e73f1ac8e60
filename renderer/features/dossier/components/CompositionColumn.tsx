import { Button, Group, Stack, Text } from '@mantine/core';
import type { ProcedureCase } from '../../../../shared/domain/catalogue/procedure-catalogue.ts';
import { useWords } from '../../../lib/context.tsx';
import { componentOf } from '../reception-form.ts';
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
}: SectionProps & { shown: ProcedureCase | undefined; onGuide: () => void }) {
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
        {shown === undefined ? (
          <Text fz="sm" c="dimmed">
            {t('reception.componentsNone')}
          </Text>
        ) : (
          <ComponentChecklist
            form={form}
            shown={shown}
            marks={marks}
            onChange={(id, entry) =>
              onChange((before) => ({
                ...before,
                components: { ...before.components, [id]: { ...componentOf(before, id), ...entry } },
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
