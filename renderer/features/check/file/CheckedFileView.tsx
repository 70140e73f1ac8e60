import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconFileText, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { CheckedFile } from '../../../../shared/contract/check.ts';
import { looksLikeStatementCode } from '../../../../shared/domain/certification/statement-code.ts';
import { verdictSentence } from '../../../../shared/domain/certification/verdict-words.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { FileLink } from '../../../ui/FileLink.tsx';
import { printStored } from '../../../ui/print-stored.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { SlipVerdictView } from '../SlipVerdictView.tsx';
import { StatementVerdict } from '../StatementVerdict.tsx';
import { BookEntry } from './BookEntry.tsx';
import { ChangedPages } from './ChangedPages.tsx';
import { fileMark, isNoPdf } from './file-mark.ts';
import { SignerCards } from './SignerCards.tsx';

/** What was found of a file: the verdict first, in the largest type, then why. */
export function CheckedFileView({ name, checked }: { name: string; checked: CheckedFile }) {
  const { t } = useWords();
  const { verdict, pages, codes, roots, changes, entry, places } = checked;
  // A picture or a scan proves itself by its code or not at all.
  const isPaper = verdict.signatures.length === 0 && codes.length > 0;
  const isPicture = isNoPdf(checked);
  return (
    <Stack gap="lg">
      {!isPaper && (
        <div role="status" className="qmc-file-verdict">
          <StateMark state={fileMark(checked)}>
            {isPicture ? t('check.noCode') : verdictSentence(t, verdict, pages, showInstant)}
          </StateMark>
        </div>
      )}
      {roots.some(({ isDemo }) => isDemo) && <div className="qmc-loud">{t('check.demo')}</div>}
      {entry !== null && <BookEntry entry={entry} />}
      {isPaper && (
        <section>
          <Title order={2} mb="sm">
            {t('check.codes')}
          </Title>
          <Stack gap="lg">
            {codes.map((text) =>
              looksLikeStatementCode(text) ? (
                <StatementVerdict text={text} key={text} />
              ) : (
                <SlipVerdictView text={text} key={text} />
              ),
            )}
          </Stack>
        </section>
      )}
      {changes.length > 0 && <ChangedPages changes={changes} />}
      {verdict.signatures.length > 0 && <SignerCards checked={checked} />}
      {places.length > 0 && (
        <Text fz="sm">
          {t('check.places')}:{' '}
          {places.map(({ dossierId, dossierCode, name: part }) => (
            <Anchor component={Link} href={`/ho-so/${dossierId}`} key={`${dossierId} ${part}`} mr="sm">
              <span className="qmc-code">{dossierCode}</span> ({part})
            </Anchor>
          ))}
        </Text>
      )}
      {verdict.signatures.length > 0 && <WhatWasDone looks={checked.looks} />}
      <TheFile name={name} checked={checked} />
    </Stack>
  );
}

function WhatWasDone({ looks }: { looks: CheckedFile['looks'] }) {
  const { t } = useWords();
  const drawn =
    looks === null
      ? [t('check.done.notDrawn')]
      : [
          looks.drawn + looks.same === 0 ? t('check.done.nothingAdded') : '',
          looks.drawn > 0 ? t('check.done.drawn', { drawn: looks.drawn }) : '',
          looks.same > 0 ? t('check.done.same', { same: looks.same }) : '',
          looks.undrawn.length > 0 ? t('check.done.undrawn', { pages: looks.undrawn.join(', ') }) : '',
        ];
  const lines = [t('check.done.objects'), ...drawn, t('check.done.never')].filter((line) => line !== '');
  return (
    <section>
      <Title order={2} mb="xs">
        {t('check.done')}
      </Title>
      <Text fz="sm">{lines.join(' ')}</Text>
    </section>
  );
}

function TheFile({ name, checked }: { name: string; checked: CheckedFile }) {
  const { t } = useWords();
  const client = useClient();
  const report = useCommand(client.check.report);
  const [reported, setReport] = useState<string>();
  const { sha256, size, checkedAt, checkedBy } = checked;
  const print = async () => {
    const drawn = await report.run({ sha256, fileName: name.slice(0, 200) });
    if (drawn !== undefined) setReport(drawn.sha256);
    if (drawn !== undefined) await printStored(drawn.sha256);
  };
  return (
    <section>
      <Text fw={600} className="qmc-wrap">
        {name}
      </Text>
      <Text fz="sm" c="dimmed">
        {t('check.size', { size: size.toLocaleString('vi') })} ·{' '}
        {t('check.checkedAt', { time: showInstant(checkedAt), by: checkedBy })}
      </Text>
      <Text fz="sm" c="dimmed" className="qmc-wrap">
        {t('check.sha')}: <span className="qmc-mono qmc-small">{sha256.replace(/(.{8})(?=.)/gu, '$1 ')}</span>
      </Text>
      <Group gap="md" mt="sm">
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} aria-hidden />}
          loading={report.running}
          onClick={() => void print()}
        >
          {t('check.reportPrint')}
        </Button>
        {reported !== undefined && (
          <FileLink sha256={reported} name={`${t('forms.kind.check-report')}.pdf`}>
            <IconFileText size={16} aria-hidden /> {t('check.reportOpen')}
          </FileLink>
        )}
      </Group>
      <RefusalNotice refused={report.refused} />
    </section>
  );
}
