import { ActionIcon, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import type { SupplementItem } from '../../../../shared/domain/dossier/supplement.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useAsk } from '../../../lib/use-ask.ts';
import { EMPTY_ITEM } from '../step-form.ts';

const OTHER = 'other';
const PAPER_REASONS = ['not-in-database', 'lookup-failed', 'data-inexact'] as const;

/** What is missing, line by line: a component of the procedure or anything else, and why on paper when a database holds it. */
export function SupplementItems(props: {
  dossier: DossierView;
  items: SupplementItem[];
  onChange: (items: SupplementItem[]) => void;
}) {
  const { t } = useWords();
  const components = useComponents(props.dossier);
  const change = (index: number, changed: Partial<SupplementItem>) =>
    props.onChange(props.items.map((item, at) => (at === index ? { ...item, ...changed } : item)));
  return (
    <Stack gap={6}>
      {props.items.map((item, index) => {
        const component = components.find(({ id }) => id === item.componentId);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
          <Stack key={index} gap={4}>
            <Group gap={6} wrap="nowrap" align="flex-end">
              <Select
                label={index === 0 ? t('step.item.component') : undefined}
                aria-label={t('step.item.componentOf', { number: index + 1 })}
                w={240}
                allowDeselect={false}
                data={[
                  { value: OTHER, label: t('step.item.other') },
                  ...components.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                value={item.componentId ?? OTHER}
                onChange={(value) =>
                  change(index, { componentId: value === OTHER ? null : value, paperReason: null })
                }
              />
              <TextInput
                flex={1}
                label={index === 0 ? t('step.item.text') : undefined}
                aria-label={t('step.item.textOf', { number: index + 1 })}
                value={item.text}
                autoComplete="off"
                data-autofocus={index === 0 ? true : undefined}
                onChange={(event) => change(index, { text: event.currentTarget.value })}
              />
              <ActionIcon
                variant="subtle"
                size="lg"
                aria-label={t('step.item.drop', { number: index + 1 })}
                disabled={props.items.length === 1}
                onClick={() => props.onChange(props.items.filter((_, at) => at !== index))}
              >
                <IconX size={18} />
              </ActionIcon>
            </Group>
            {component?.database !== undefined && (
              <Select
                label={t('step.item.inDatabase', { database: component.database })}
                data={PAPER_REASONS.map((reason) => ({
                  value: reason,
                  label: t(`component.paperReason.${reason}`),
                }))}
                value={item.paperReason}
                onChange={(value) => change(index, { paperReason: value as SupplementItem['paperReason'] })}
              />
            )}
          </Stack>
        );
      })}
      <Button
        variant="subtle"
        size="compact-sm"
        w="fit-content"
        leftSection={<IconPlus size={16} />}
        onClick={() => props.onChange([...props.items, EMPTY_ITEM])}
      >
        {t('step.item.add')}
      </Button>
    </Stack>
  );
}

function useComponents({ procedureCode, caseName }: DossierView) {
  const client = useClient();
  const asked = useAsk(['catalogue', 'get'], { code: procedureCode }, () =>
    client.catalogue.get({ code: procedureCode }),
  );
  return asked.data?.procedure.cases.find(({ name }) => name === caseName)?.components ?? [];
}
