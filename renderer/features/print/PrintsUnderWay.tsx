import { Button, Group, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { PrintView } from '../../../shared/contract/print.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { asSentence } from '../../ui/as-sentence.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { type MarkedState, StateMark } from '../../ui/StateMark.tsx';
import { ElsewhereDialog } from './ElsewhereDialog.tsx';
import { LackingPapers } from './LackingPapers.tsx';

const MARK = {
  sending: 'checking',
  printing: 'checking',
  waiting: 'attention',
  completed: 'good',
  cancelled: 'attention',
  failed: 'bad',
  unknown: 'attention',
  handed: 'checking',
} as const satisfies Record<PrintView['state'], MarkedState>;

/** What the person prints now, and what did not come out: where it stands, what to do, and the ways on. It stays until it is settled. */
export function PrintsUnderWay() {
  const client = useClient();
  const { t } = useWords();
  const asked = useAsk(['print', 'mine'], {}, () => client.print.mine({}));
  const [elsewhere, setElsewhere] = useState<PrintView>();
  const prints = asked.data?.prints ?? [];
  // A print that came out is told for a moment only; nothing is pushed when the moment is over.
  const passing = prints.some(({ state }) => state === 'completed');
  const { refetch } = asked;
  useEffect(() => {
    if (!passing) return;
    const timer = setInterval(() => void refetch(), 2000);
    return () => clearInterval(timer);
  }, [passing, refetch]);
  return (
    <>
      <section className="qmc-prints qmc-no-print" aria-label={t('print.underWay')} aria-live="polite">
        <LackingPapers />
        {prints.map((run) => (
          <OnePrint key={run.runId} run={run} onElsewhere={() => setElsewhere(run)} />
        ))}
      </section>
      {elsewhere !== undefined && <ElsewhereDialog run={elsewhere} onClose={() => setElsewhere(undefined)} />}
    </>
  );
}

function OnePrint({ run, onElsewhere }: { run: PrintView; onElsewhere: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const cancel = useCommand(client.print.cancel);
  const see = useCommand(client.print.see);
  const { runId, state, trouble, printer } = run;
  const whose = run.dossierCode ?? run.guidanceReference;
  const goesOn = state === 'printing' || state === 'waiting';
  const isOver = state === 'failed' || state === 'unknown';
  return (
    <div className="qmc-panel qmc-print">
      <StateMark state={MARK[state]}>{t(`print.state.${state}`, { printer })}</StateMark>
      <Text fz="sm" fw={500} lineClamp={2}>
        {asSentence(run.title)}
        {whose !== null && <span className="qmc-no-wrap"> · {whose}</span>}
        {run.papers > 1 && ` · ${t('print.papers', { count: run.papers })}`}
      </Text>
      {trouble !== null && (
        <Text fz="sm">{t(`print.trouble.${trouble}`, { printer, paper: run.paper ?? '' })}</Text>
      )}
      {isOver && <Text fz="sm">{t(run.mayHavePrinted ? 'print.mayHavePrinted' : 'print.nothingLost')}</Text>}
      <RefusalNotice refused={cancel.refused ?? see.refused} />
      {(isOver || goesOn) && (
        <Group gap={8} mt={4}>
          {(isOver || trouble !== null) && (
            <Button size="compact-sm" leftSection={<IconPrinter size={16} />} onClick={onElsewhere}>
              {t('print.elsewhere')}
            </Button>
          )}
          {goesOn && (
            <Button
              size="compact-sm"
              variant="default"
              loading={cancel.running}
              onClick={() => void cancel.run({ runId })}
            >
              {t('print.cancel')}
            </Button>
          )}
          {isOver && (
            <Button
              size="compact-sm"
              variant="default"
              loading={see.running}
              onClick={() => void see.run({ runId })}
            >
              {t('app.close')}
            </Button>
          )}
        </Group>
      )}
    </div>
  );
}
