import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { PrinterView, PrintView } from '../../../shared/contract/print.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { usePrintAgain } from './use-print.ts';

const VIEWER = 'viewer';
const LARGER: Record<string, readonly PrinterView['papers'][number][]> = {
  '80mm': ['A5', 'A4', 'A3'],
  A5: ['A4', 'A3'],
  A4: ['A3'],
};

/** Where a print goes instead: another printer, a larger sheet of one, or the system's print window. */
export function ElsewhereDialog({ run, onClose }: { run: PrintView; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['print', 'printers'], {}, () => client.print.printers({}));
  const { again, refused, running } = usePrintAgain();
  const [chosen, setChosen] = useState<string>();
  const ways = (asked.data?.printers ?? []).map((printer) => ({ printer, ...wayOf(printer, run) }));
  const first = ways.find(
    ({ possible, printer }) => possible && printer.ready && printer.printerId !== run.printer,
  );
  const value = chosen ?? first?.key ?? VIEWER;
  const submit = async () => {
    const way = ways.find(({ key }) => key === value);
    const to =
      way === undefined
        ? ({ route: 'viewer' } as const)
        : {
            route: 'printer' as const,
            printer: { deviceId: way.printer.deviceId, printerId: way.printer.printerId },
            onto: way.onto,
          };
    if ((await again(run.runId, to)) !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('print.elsewhere')}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('print.print')}
      running={running}
      refused={refused}
    >
      <Radio.Group label={t('print.where')} value={value} onChange={setChosen}>
        <Stack gap={10} mt={8}>
          {ways.map(({ key, printer, onto, possible }) => (
            <Radio
              key={key}
              value={key}
              disabled={!possible}
              label={printer.name}
              description={descriptionOf(t, { printer, onto, possible, paper: run.paper })}
            />
          ))}
          <Radio value={VIEWER} label={t('print.viewer')} description={t('print.viewerNote')} />
        </Stack>
      </Radio.Group>
      {run.mayHavePrinted && <Text fz="sm">{t('print.willBeMarked')}</Text>}
    </Dialog>
  );
}

/** Whether a printer can take a print: on its own sheet, else unscaled on the next larger one. */
function wayOf({ deviceId, printerId, papers }: PrinterView, { paper }: PrintView) {
  const own = paper !== null && papers.includes(paper);
  const onto =
    own || paper === null ? null : (LARGER[paper]?.find((larger) => papers.includes(larger)) ?? null);
  return { key: `${deviceId} ${printerId}`, onto, possible: own || onto !== null };
}

function descriptionOf(
  t: ReturnType<typeof useWords>['t'],
  way: { printer: PrinterView; onto: string | null; possible: boolean; paper: string | null },
): string {
  const { printer, onto, possible, paper } = way;
  if (!possible) return t('print.noSheet', { paper: paper ?? '' });
  if (!printer.ready) return t('print.notReady');
  return onto === null ? printer.deviceName : t('print.onto', { paper: paper ?? '', onto });
}
