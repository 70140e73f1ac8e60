import { Group, NativeSelect, Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { LINT_RULES, type LintFinding, type LintRule } from '../../../shared/domain/catalogue/lint.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showDate } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { Asked } from '../../ui/ScreenStates.tsx';

const SHOWN = 200;

/** What the check of the catalogue finds: which procedure, where in it, and what to do. */
export function CheckPanel({ onOpen }: { onOpen: (code: string) => void }) {
  const { t } = useWords();
  const client = useClient();
  const [rule, setRule] = useState<LintRule | ''>('');
  const asked = useAsk(['catalogue', 'check'], {}, () => client.catalogue.check({}));
  return (
    <Asked query={asked}>
      {({ findings, procedures, version }) => {
        const shown = findings.filter((finding) => rule === '' || finding.rule === rule);
        const present = LINT_RULES.filter((name) => findings.some((finding) => finding.rule === name));
        return (
          <Stack gap="sm">
            <Group align="end">
              <NativeSelect
                label={t('lint.filter')}
                value={rule}
                onChange={(event) => setRule(event.currentTarget.value as LintRule | '')}
                data={[
                  { value: '', label: t('lint.all', { count: findings.length }) },
                  ...present.map((name) => ({
                    value: name,
                    label: `${t(`lint.${name}.short`)} (${findings.filter((f) => f.rule === name).length})`,
                  })),
                ]}
              />
              <Text fz="sm" c="dimmed" role="status">
                {t('lint.summary', { version, procedures, count: findings.length })}
              </Text>
            </Group>
            <div className="qmc-table">
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w={120}>{t('lint.code')}</Table.Th>
                    <Table.Th w="28%">{t('lint.procedure')}</Table.Th>
                    <Table.Th>{t('lint.what')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {shown.slice(0, SHOWN).map((finding) => (
                    <Table.Tr key={`${finding.code} ${finding.rule} ${finding.place}`}>
                      <Table.Td>
                        <UnstyledButton className="qmc-link qmc-mono" onClick={() => onOpen(finding.code)}>
                          {finding.code}
                        </UnstyledButton>
                      </Table.Td>
                      <Table.Td>{finding.shortName}</Table.Td>
                      <Table.Td>
                        {findingText(t, finding)}
                        {finding.place !== null && (
                          <Text fz="xs" c="dimmed">
                            {finding.place}
                          </Text>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
            {shown.length > SHOWN && (
              <Text fz="sm">{t('lint.more', { shown: SHOWN, count: shown.length })}</Text>
            )}
          </Stack>
        );
      }}
    </Asked>
  );
}

function findingText(t: Translate, { rule, day, days }: LintFinding): string {
  return t(`lint.${rule}`, {
    day: day === undefined ? '' : showDate(day),
    steps: days?.steps ?? 0,
    limit: days?.limit ?? 0,
  });
}
