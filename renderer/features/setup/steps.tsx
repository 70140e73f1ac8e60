import {
  Button,
  Checkbox,
  Group,
  NumberInput,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { IconBuildingCommunity, IconSchool } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SetupStatus } from '../../../shared/contract/setup.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { DateField } from '../../ui/DateField.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { SecretInput } from '../../ui/SecretInput.tsx';
import { CommuneField } from './CommuneField.tsx';
import { type CommuneType, exampleCode, useSetupDraft } from './draft.ts';

/** What every step is given: the host's words for wrong fields, whether to mark empty ones, and the day. */
export interface StepProps {
  problems: Record<string, string>;
  checked: boolean;
  status: SetupStatus;
}

/** Official work or practice. */
export function ModeStep({ status, onChosen }: { status: SetupStatus; onChosen: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const switchTo = useCommand(client.workspace.switch);
  const choose = async (to: 'official' | 'practice') => {
    if (status.workspace === to || (await switchTo.run({ to })) !== undefined) onChosen();
  };
  const card = (to: 'official' | 'practice', icon: ReactNode) => (
    <UnstyledButton
      className="qmc-panel"
      data-first={to === status.workspace || undefined}
      onClick={() => void choose(to)}
    >
      <Stack gap={8}>
        {icon}
        <Text fw={600} fz="lg">
          {t(`setup.mode.${to}`)}
        </Text>
        <Text fz="sm" c="dimmed">
          {t(`setup.mode.${to}Note`)}
        </Text>
      </Stack>
    </UnstyledButton>
  );
  return (
    <>
      <SimpleGrid cols={2}>
        {card('official', <IconBuildingCommunity size={36} stroke={1.4} aria-hidden />)}
        {card('practice', <IconSchool size={36} stroke={1.4} aria-hidden />)}
      </SimpleGrid>
      <RefusalNotice refused={switchTo.refused} />
    </>
  );
}

function useField({ problems, checked }: StepProps) {
  const { t } = useWords();
  return (path: string, value: string, isRequired = true) => {
    const empty = isRequired && checked && value.trim() === '';
    return {
      withAsterisk: isRequired,
      error: problems[path] ?? (empty ? t('invalid.invalid_type') : undefined),
    };
  };
}

/** The office and its place. */
export function OfficeStep(props: StepProps) {
  const { t } = useWords();
  const draft = useSetupDraft();
  const field = useField(props);
  return (
    <Stack gap="sm">
      <TextInput
        label={t('setup.office.name')}
        description={t('setup.office.nameHint')}
        value={draft.name}
        onChange={(event) => draft.set({ name: event.currentTarget.value })}
        {...field('office.name', draft.name)}
      />
      <SimpleGrid cols={2}>
        <TextInput
          label={t('setup.office.superior')}
          value={draft.superiorName}
          onChange={(event) => draft.set({ superiorName: event.currentTarget.value })}
          {...field('office.superiorName', draft.superiorName)}
        />
        <TextInput
          label={t('setup.office.agencyCode')}
          value={draft.agencyCode}
          onChange={(event) => draft.set({ agencyCode: event.currentTarget.value })}
          {...field('office.agencyCode', draft.agencyCode)}
        />
      </SimpleGrid>
      <Text fz="xs" c="dimmed">
        {t('setup.office.agencyCodeHint')}
      </Text>
      <PlaceFields {...props} />
      <SimpleGrid cols={2}>
        <TextInput
          label={t('setup.office.address')}
          value={draft.address}
          onChange={(event) => draft.set({ address: event.currentTarget.value })}
          {...field('office.address', draft.address, false)}
        />
        <TextInput
          label={t('setup.office.phone')}
          value={draft.phone}
          onChange={(event) => draft.set({ phone: event.currentTarget.value })}
          {...field('office.phone', draft.phone, false)}
        />
      </SimpleGrid>
    </Stack>
  );
}

function PlaceFields(props: StepProps) {
  const { t } = useWords();
  const draft = useSetupDraft();
  const field = useField(props);
  if (!draft.typedPlace) {
    return (
      <Stack gap={4} align="stretch">
        <CommuneField error={props.checked && draft.commune === null ? t('invalid.place') : undefined} />
        <Button
          variant="subtle"
          size="compact-sm"
          className="qmc-text-button"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => draft.set({ typedPlace: true })}
        >
          {t('setup.office.placeNone')}
        </Button>
      </Stack>
    );
  }
  const types: readonly CommuneType[] = ['xa', 'phuong', 'dac-khu'];
  return (
    <Stack gap={4}>
      <Text fw={500}>{t('setup.office.place')}</Text>
      <SegmentedControl
        aria-label={t('setup.office.communeType')}
        value={draft.communeType}
        onChange={(value) => draft.set({ communeType: value as CommuneType })}
        data={types.map((value) => ({ value, label: t(`communeType.${value}`) }))}
      />
      <SimpleGrid cols={3}>
        <TextInput
          label={t('setup.office.communeName')}
          value={draft.communeName}
          onChange={(event) => draft.set({ communeName: event.currentTarget.value })}
          {...field('office.place.communeName', draft.communeName)}
        />
        <TextInput
          label={t('setup.office.province')}
          value={draft.provinceName}
          onChange={(event) => draft.set({ provinceName: event.currentTarget.value })}
          {...field('office.place.provinceName', draft.provinceName)}
        />
        <DateField
          label={t('setup.office.placeFrom')}
          value={draft.placeFrom}
          onDate={(date) => draft.set({ placeFrom: date })}
          {...field('office.place.validFrom', draft.placeFrom)}
        />
      </SimpleGrid>
      <Button
        variant="subtle"
        size="compact-sm"
        className="qmc-text-button"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => draft.set({ typedPlace: false })}
      >
        {t('setup.office.placeListed')}
      </Button>
    </Stack>
  );
}

/** The machine and the daily range of dossier codes. */
export function InstallationStep(props: StepProps) {
  const { t } = useWords();
  const draft = useSetupDraft();
  const field = useField(props);
  const number = (value: string | number) => (typeof value === 'number' ? value : Number(value) || 0);
  return (
    <Stack gap="sm">
      <SimpleGrid cols={2}>
        <TextInput
          label={t('setup.installation.name')}
          value={draft.installationName}
          onChange={(event) => draft.set({ installationName: event.currentTarget.value })}
          {...field('installation.name', draft.installationName)}
        />
        <TextInput
          label={t('setup.installation.device')}
          value={draft.deviceName}
          onChange={(event) => draft.set({ deviceName: event.currentTarget.value })}
          {...field('installation.deviceName', draft.deviceName)}
        />
        <NumberInput
          label={t('setup.installation.first')}
          value={draft.first}
          onChange={(value) => draft.set({ first: number(value) })}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          error={props.problems['installation.dailyCodes.first']}
        />
        <NumberInput
          label={t('setup.installation.last')}
          value={draft.last}
          onChange={(value) => draft.set({ last: number(value) })}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          error={props.problems['installation.dailyCodes.last']}
        />
      </SimpleGrid>
      <Text fz="sm" c="dimmed">
        {t('setup.installation.rangeHint')}
      </Text>
      <Text className="qmc-mono" fw={600}>
        {t('setup.installation.example', { code: exampleCode(draft, props.status.today) })}
      </Text>
    </Stack>
  );
}

/** The certification books this installation keeps. */
export function BooksStep(_props: StepProps) {
  const { t } = useWords();
  const draft = useSetupDraft();
  const change = (index: number, part: Partial<(typeof draft.books)[number]>) =>
    draft.set({ books: draft.books.map((book, at) => (at === index ? { ...book, ...part } : book)) });
  return (
    <Stack gap="sm">
      <Text fz="sm" c="dimmed">
        {t('setup.books.note')}
      </Text>
      <div className="qmc-table">
        <Table>
          <Table.Tbody>
            {draft.books.map(({ symbol, kept, next }, index) => (
              <Table.Tr key={symbol}>
                <Table.Td>
                  <Checkbox
                    label={<b className="qmc-mono">{symbol}</b>}
                    aria-label={t('setup.books.use', { symbol })}
                    checked={kept}
                    onChange={(event) => change(index, { kept: event.currentTarget.checked })}
                  />
                </Table.Td>
                <Table.Td>{t(`setup.books.${symbol}`)}</Table.Td>
                <Table.Td w={170}>
                  <NumberInput
                    size="sm"
                    aria-label={t('setup.books.next', { symbol })}
                    value={next}
                    disabled={!kept}
                    min={1}
                    allowDecimal={false}
                    allowNegative={false}
                    hideControls
                    onChange={(value) => change(index, { next: Number(value) || 1 })}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Stack>
  );
}

/** The first administrator. */
export function AdministratorStep(
  props: StepProps & {
    password: string;
    repeated: string;
    onPassword: (text: string) => void;
    onRepeated: (text: string) => void;
  },
) {
  const { t } = useWords();
  const draft = useSetupDraft();
  const field = useField(props);
  const short = props.checked && props.password.length < 10;
  const mismatch = (props.checked || props.repeated !== '') && props.password !== props.repeated;
  return (
    <Stack gap="sm">
      <Text fz="sm" c="dimmed">
        {t('setup.admin.note')}
      </Text>
      <TextInput
        label={t('users.login')}
        description={t('users.loginHint')}
        value={draft.login}
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => draft.set({ login: event.currentTarget.value })}
        {...field('administrator.login', draft.login)}
      />
      <SimpleGrid cols={2}>
        <TextInput
          label={t('users.name')}
          value={draft.displayName}
          onChange={(event) => draft.set({ displayName: event.currentTarget.value })}
          {...field('administrator.displayName', draft.displayName)}
        />
        <TextInput
          label={t('users.jobTitle')}
          value={draft.jobTitle}
          onChange={(event) => draft.set({ jobTitle: event.currentTarget.value })}
          {...field('administrator.jobTitle', draft.jobTitle, false)}
        />
        <SecretInput
          label={t('signIn.password')}
          withAsterisk
          value={props.password}
          onChange={(event) => props.onPassword(event.currentTarget.value)}
          error={props.problems['administrator.password'] ?? (short ? t('invalid.too_small') : undefined)}
        />
        <SecretInput
          label={t('password.repeat')}
          withAsterisk
          value={props.repeated}
          onChange={(event) => props.onRepeated(event.currentTarget.value)}
          error={mismatch ? t('password.mismatch') : undefined}
        />
      </SimpleGrid>
      <Text fz="xs" c="dimmed">
        {t('password.hint')}
      </Text>
    </Stack>
  );
}

/** Everything once more before it is written. */
export function ReviewStep({ onEdit }: { onEdit: (step: number) => void }) {
  const { t } = useWords();
  const draft = useSetupDraft();
  const place =
    draft.typedPlace || draft.commune === null
      ? `${t(`communeType.${draft.communeType}`)} ${draft.communeName}, ${draft.provinceName}`
      : `${draft.commune.type} ${draft.commune.name}, ${draft.commune.provinceName}`;
  const kept = draft.books.filter((book) => book.kept);
  const rows: [string, string, number][] = [
    [t('setup.office.name'), draft.name, 1],
    [t('setup.office.superior'), draft.superiorName, 1],
    [t('setup.office.agencyCode'), draft.agencyCode, 1],
    [t('setup.office.place'), place, 1],
    [t('setup.installation.title'), `${draft.deviceName} · ${draft.first}–${draft.last}`, 2],
    [t('setup.books.title'), kept.map(({ symbol, next }) => `${symbol}: ${next}`).join(' · '), 3],
    [t('setup.admin.title'), `${draft.displayName} (${draft.login})`, 4],
  ];
  return (
    <Stack gap="sm">
      <div className="qmc-table">
        <Table>
          <Table.Tbody>
            {rows.map(([label, value, step]) => (
              <Table.Tr key={label}>
                <Table.Td c="dimmed" w={190}>
                  {label}
                </Table.Td>
                <Table.Td fw={500}>{value}</Table.Td>
                <Table.Td w={90}>
                  <Group justify="flex-end">
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      className="qmc-text-button"
                      aria-label={`${t('setup.edit')}: ${label}`}
                      onClick={() => onEdit(step)}
                    >
                      {t('setup.edit')}
                    </Button>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Text fz="sm" c="dimmed">
        {t('setup.review.note')}
      </Text>
    </Stack>
  );
}
