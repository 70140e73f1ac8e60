import { Button, FileButton, Group, List, Stack, Text, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { blobUrl } from '../../lib/blob-url.ts';
import type { CounterClient } from '../../lib/client.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showDate } from '../../lib/format.ts';

import { useCommand } from '../../lib/use-command.ts';
import { useTableFile } from '../../lib/use-table-file.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { StateMark } from '../../ui/StateMark.tsx';

type Preview = Awaited<ReturnType<CounterClient['forms']['preview']>>;

/** A new form from a file: what is wrong in it, else a sample to look at, and from when it prints. */
export function GiveForm() {
  const { t } = useWords();
  const client = useClient();
  const give = useCommand(client.forms.give);
  const [done, setDone] = useState<{ formId: string; from: string }>();
  const intake = useTableFile((sha256) => client.forms.preview({ requestId: uuidv7(), sha256 }), {
    onChoose: () => {
      setDone(undefined);
      give.reset();
    },
  });
  const { chosen } = intake;
  const choose = useRef<HTMLButtonElement>(null);
  async function take({ sha256, fileName }: NonNullable<typeof chosen>) {
    const given = await give.run({ sha256, fileName });
    if (given === undefined) return;
    setDone(given);
    intake.forget();
    choose.current?.focus();
  }
  return (
    <section>
      <Title order={2} mb="xs">
        {t('forms.give')}
      </Title>
      <Stack gap="sm">
        <Text fz="sm">{t('forms.giveLead')}</Text>
        <Group>
          <FileButton accept=".json" onChange={(file) => void intake.choose(file)}>
            {(button) => (
              <Button {...button} ref={choose} variant="default" loading={intake.reading}>
                {t('forms.choose')}
              </Button>
            )}
          </FileButton>
        </Group>
        <div role="status">
          {intake.reading && t('publish.reading')}
          {done !== undefined && (
            <StateMark state="good">
              {t('forms.given', { form: done.formId, day: showDate(done.from) })}
            </StateMark>
          )}
        </div>
        <RefusalNotice refused={intake.refused ?? give.refused} />
        {chosen !== undefined && chosen.problems.length > 0 && <Problems problems={chosen.problems} />}
        {chosen?.form != null && (
          <Group>
            <Text>
              {t('forms.looked', {
                title: chosen.form.title,
                circular: chosen.form.circular,
                day: showDate(chosen.form.validity.from),
              })}
            </Text>
            {chosen.sample !== null && (
              <a className="qmc-link" href={blobUrl(chosen.sample.sha256)} target="_blank" rel="noreferrer">
                {t('forms.sample')}
              </a>
            )}
            <Button loading={give.running} onClick={() => void take(chosen)}>
              {t('forms.take', { day: showDate(chosen.form.validity.from) })}
            </Button>
          </Group>
        )}
      </Stack>
    </section>
  );
}

function Problems({ problems }: { problems: Preview['problems'] }) {
  const { t } = useWords();
  return (
    <div role="alert">
      <StateMark state="bad">{t('forms.problems', { count: problems.length })}</StateMark>
      <List fz="sm" mt={6}>
        {problems.map(({ problem, value }) => (
          <List.Item key={`${problem} ${value}`}>{t(`forms.problem.${problem}`, { value })}</List.Item>
        ))}
      </List>
    </div>
  );
}
