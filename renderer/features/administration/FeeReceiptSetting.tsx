import { Button, Group, NumberInput, Radio, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { FeeReceiptSetting as Setting } from '../../../shared/domain/fee/fee-receipt.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useFocusWrong } from '../../lib/use-focus-wrong.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';

/** Who issues the receipts for fees: this office under its tax code and signs, or another system. */
export function FeeReceiptSetting() {
  const client = useClient();
  const asked = useAsk(['office', 'feeReceipts'], {}, () => client.fee.setting({}));
  return <Asked query={asked}>{({ setting }) => <SettingForm setting={setting} />}</Asked>;
}

interface Typed {
  by: 'here' | 'elsewhere';
  system: string;
  taxCode: string;
  formSign: string;
  symbol: string;
  firstNumber: number;
}

function typedOf(setting: Setting | null): Typed {
  const none = { system: '', taxCode: '', formSign: '', symbol: '', firstNumber: 1 };
  if (setting === null) return { by: 'here', ...none };
  if (setting.by === 'elsewhere') return { by: 'elsewhere', ...none, system: setting.system };
  const { first, ...signs } = setting;
  return { ...none, ...signs, firstNumber: first.number };
}

function SettingForm({ setting }: { setting: Setting | null }) {
  const { t } = useWords();
  const client = useClient();
  const command = useCommand(client.fee.setSetting);
  const [typed, setTyped] = useDraft('office.feeReceipts', typedOf(setting));
  const forget = useDrafts((state) => state.forget);
  const [saved, setSaved] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useFocusWrong(form, command.refused);
  const problems = fieldProblems(t, command.refused);
  const set = (patch: Partial<Typed>) => {
    setSaved(false);
    setTyped({ ...typed, ...patch });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { by, system, ...here } = typed;
    const done = await command.run({ setting: by === 'elsewhere' ? { by, system } : { by, ...here } });
    if (done === undefined) return;
    forget('office.feeReceipts');
    setSaved(true);
  };
  const field = (name: 'taxCode' | 'formSign' | 'symbol' | 'system') => (
    <TextInput
      label={t(`feeSetting.${name}`)}
      value={typed[name]}
      error={problems[`setting.${name}`]}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <section className="qmc-panel">
      <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="sm">
          <Title order={2}>{t('feeSetting.title')}</Title>
          {setting === null && (
            <Text fz="sm" c="dimmed">
              {t('feeSetting.none')}
            </Text>
          )}
          <Radio.Group
            aria-label={t('feeSetting.title')}
            value={typed.by}
            onChange={(by) => set({ by: by as Typed['by'] })}
          >
            <Stack gap={6}>
              <Radio value="here" label={t('feeSetting.here')} />
              <Radio value="elsewhere" label={t('feeSetting.elsewhere')} />
            </Stack>
          </Radio.Group>
          {typed.by === 'elsewhere' ? (
            field('system')
          ) : (
            <>
              {field('taxCode')}
              <Group grow align="flex-start">
                {field('formSign')}
                {field('symbol')}
                <NumberInput
                  label={t('feeSetting.firstNumber')}
                  hideControls
                  min={1}
                  max={9_999_999}
                  allowDecimal={false}
                  value={typed.firstNumber}
                  error={problems['setting.firstNumber']}
                  onChange={(value) => set({ firstNumber: Number(value) || 1 })}
                />
              </Group>
              <Text fz="sm" c="dimmed">
                {t('feeSetting.note')}
              </Text>
            </>
          )}
          <RefusalNotice refused={command.refused} />
          {saved && (
            <Text role="status" c="var(--qmc-green)">
              {t('feeSetting.saved')}
            </Text>
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={command.running}>
              {t('feeSetting.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
}
