import { Button, Group, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useClient, useWords } from '../../lib/context.tsx';
import { type Refused, toRefused } from '../../lib/refusal.ts';
import { saveFile } from '../../lib/save-file.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';

type LedgerPage = Awaited<ReturnType<ReturnType<typeof useClient>['delivery']['exportLedger']>>;

/** Saves the ledger of some days as a file that can be checked without this program; pressed again while it is read, it is stopped. */
export function SaveLedger({ days }: { days: { from: string; to: string } }) {
  const { t } = useWords();
  const client = useClient();
  const stop = useRef<AbortController>(undefined);
  const [read, setRead] = useState<{ done: number; total: number }>();
  const [refused, setRefused] = useState<Refused>();
  useEffect(() => () => stop.current?.abort(), []);
  const save = async () => {
    const running = new AbortController();
    stop.current = running;
    const { signal } = running;
    setRefused(undefined);
    setRead({ done: 0, total: 0 });
    const parts: string[] = [];
    let done = 0;
    let after: LedgerPage['next'] = null;
    try {
      do {
        const page: LedgerPage = await client.delivery.exportLedger({ ...days, after }, { signal });
        parts.push(page.text);
        after = page.next;
        done += page.text.split('\n').length - 1;
        setRead({ done: Math.min(done, page.total), total: page.total });
      } while (after !== null);
      saveFile(new Blob(parts, { type: 'application/x-ndjson' }), `so-gui-${days.from}-${days.to}.jsonl`);
    } catch (error) {
      if (!signal.aborted) setRefused(toRefused(error));
    } finally {
      setRead(undefined);
    }
  };
  return (
    <Group gap="sm">
      {read !== undefined && (
        <Text fz="sm" role="status">
          {t('delivery.ledger.saving', read)}
        </Text>
      )}
      <Button variant="default" onClick={() => (read === undefined ? void save() : stop.current?.abort())}>
        {t(read === undefined ? 'delivery.ledger.save' : 'delivery.ledger.stop')}
      </Button>
      <RefusalNotice refused={refused} />
    </Group>
  );
}
