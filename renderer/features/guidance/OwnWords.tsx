import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useWords } from '../../lib/context.tsx';

const MOST = 20;

/** What the procedure does not name, in the clerk's own words, one thing a row. */
export function OwnWords(props: {
  others: readonly string[];
  onChange: (others: readonly string[]) => void;
}) {
  const { t } = useWords();
  const { others, onChange } = props;
  return (
    <>
      {others.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name but its place
        <Group key={index} gap={6} wrap="nowrap">
          <TextInput
            size="xs"
            flex={1}
            autoFocus={text === ''}
            aria-label={t('guidance.own', { number: index + 1 })}
            placeholder={t('guidance.ownHint')}
            value={text}
            autoComplete="off"
            onChange={(event) =>
              onChange(others.map((other, at) => (at === index ? event.currentTarget.value : other)))
            }
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('guidance.ownRemove', { number: index + 1 })}
            onClick={() => onChange(others.filter((_, at) => at !== index))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      {others.length < MOST && (
        <Button
          size="compact-xs"
          variant="subtle"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...others, ''])}
        >
          {t('guidance.ownAdd')}
        </Button>
      )}
    </>
  );
}
