import { Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { IconCamera, IconFileUpload, IconRefresh, IconScan } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { useClient, useWords } from '../../../lib/context.tsx';
import { toRefused } from '../../../lib/refusal.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { StateMark } from '../../../ui/StateMark.tsx';
import { driverOf, nextScanner } from '../next-scanner.ts';
import type { Scanning, ScanSettings } from '../use-scan.ts';

type Choice = Omit<ScanSettings, 'deviceId' | 'scannerId'> & { scanner: string };

/** The last choice at this desk; kept by the browser profile. */
const useChoice = create<Choice & { set(patch: Partial<Choice>): void }>()(
  persist(
    (set) => ({
      scanner: '',
      source: 'feeder',
      duplex: false,
      colour: 'colour',
      dpi: 300,
      set: (patch) => set(patch),
    }),
    { name: 'qmc.scanner', storage: createJSONStorage(() => localStorage) },
  ),
);

/** The scanners that can be reached and what is asked of the chosen one; `value` is undefined while there is none. */
export function useSettings() {
  const client = useClient();
  const { set, scanner, ...choice } = useChoice();
  const asked = useAsk(['scan', 'scanners'], {}, () => client.scan.scanners({}));
  const scanners = asked.data?.scanners ?? [];
  // One that only announced itself is never taken unasked: anything on the network can say that it is a scanner.
  const chosen =
    scanners.find((entry) => keyOf(entry) === scanner) ??
    scanners.find(({ announcedAt }) => announcedAt === null);
  const value: ScanSettings | undefined =
    chosen === undefined
      ? undefined
      : {
          deviceId: chosen.deviceId,
          scannerId: chosen.scannerId,
          ...choice,
          duplex: choice.duplex && choice.source === 'feeder',
        };
  return { asked, scanners, chosen: chosen === undefined ? '' : keyOf(chosen), choice, set, value };
}

function keyOf({ deviceId, scannerId }: { deviceId: string; scannerId: string }): string {
  return `${deviceId} ${scannerId}`;
}

/** Scanner, source, resolution, and the two ways for pages to come in. */
export function ScannerPanel(props: {
  settings: ReturnType<typeof useSettings>;
  scanning: Scanning;
  disabled: boolean;
  onScan: () => void;
  onImport: () => void;
  /** Photographs papers; undefined where no page may come from a camera. */
  onCamera?: () => void;
}) {
  const { t } = useWords();
  const { settings, scanning } = props;
  const { asked, scanners, chosen, choice, set } = settings;
  return (
    <Stack gap={8}>
      <NativeSelect
        label={t('scan.scanner')}
        value={chosen}
        data={
          scanners.length === 0
            ? [{ value: '', label: asked.isFetching ? t('scan.looking') : t('scan.none') }]
            : [
                ...(chosen === '' ? [{ value: '', label: t('scan.choose') }] : []),
                ...scanners.map((entry) => ({
                  value: keyOf(entry),
                  label:
                    entry.announcedAt === null
                      ? entry.name
                      : t('scan.announced', { name: entry.name, at: entry.announcedAt }),
                })),
              ]
        }
        onChange={(event) => set({ scanner: event.currentTarget.value })}
      />
      {chosen === '' && scanners.length > 0 && (
        <Text fz="xs" c="dimmed" role="status">
          {t('scan.announcedNote')}
        </Text>
      )}
      {asked.isError && <RefusalNotice refused={toRefused(asked.error)} />}
      {asked.data !== undefined && (scanners.length === 0 || !asked.data.complete) && (
        <Group gap={8} wrap="nowrap">
          <Text fz="xs" c="dimmed">
            {t(scanners.length === 0 ? 'scan.noneNote' : 'scan.incomplete')}
          </Text>
          <Button
            size="compact-xs"
            variant="subtle"
            style={{ flex: 'none' }}
            leftSection={<IconRefresh size={14} />}
            onClick={() => void asked.refetch()}
          >
            {t('scan.lookAgain')}
          </Button>
        </Group>
      )}
      <div className="qmc-pair">
        <NativeSelect
          label={t('scan.source')}
          value={choice.source}
          data={(['feeder', 'flatbed'] as const).map((value) => ({
            value,
            label: t(`scan.source.${value}`),
          }))}
          onChange={(event) => set({ source: event.currentTarget.value as ScanSettings['source'] })}
        />
        <NativeSelect
          label={t('scan.dpi')}
          value={String(choice.dpi)}
          data={['200', '300', '600']}
          onChange={(event) => set({ dpi: Number(event.currentTarget.value) as ScanSettings['dpi'] })}
        />
      </div>
      <Group gap="md">
        <Checkbox
          size="sm"
          label={t('scan.duplex')}
          checked={choice.duplex}
          disabled={choice.source === 'flatbed'}
          onChange={(event) => set({ duplex: event.currentTarget.checked })}
        />
        <Checkbox
          size="sm"
          label={t('scan.gray')}
          checked={choice.colour === 'gray'}
          onChange={(event) => set({ colour: event.currentTarget.checked ? 'gray' : 'colour' })}
        />
      </Group>
      {scanning.running === undefined ? (
        <Group gap={6} grow preventGrowOverflow={false} wrap="nowrap">
          <Button
            variant="default"
            px={6}
            fz="sm"
            disabled={props.disabled || settings.value === undefined}
            leftSection={<IconScan size={16} />}
            onClick={props.onScan}
          >
            {t('scan.run')}
          </Button>
          <Button
            variant="default"
            px={6}
            fz="sm"
            disabled={props.disabled}
            leftSection={<IconFileUpload size={16} />}
            onClick={props.onImport}
          >
            {t('scan.import')}
          </Button>
          {props.onCamera !== undefined && (
            <Button
              variant="default"
              px={6}
              fz="sm"
              disabled={props.disabled}
              leftSection={<IconCamera size={16} />}
              aria-label={t('action.scanCamera')}
              title={`${t('action.scanCamera')} Alt+C`}
              onClick={props.onCamera}
            >
              {t('scan.camera')}
            </Button>
          )}
        </Group>
      ) : (
        <Running scanning={scanning} />
      )}
      {scanning.came !== undefined && (
        <Text fz="sm" c="var(--qmc-green)" role="status">
          {t('scan.came', { pages: scanning.came })}
        </Text>
      )}
      {scanning.copied !== undefined && (
        <Text fz="sm" c="var(--qmc-green)" role="status">
          {t('scan.cameCopy', { pages: scanning.copied })}
        </Text>
      )}
      <RefusalNotice refused={scanning.stopped} />
      <NextScanner settings={settings} scanning={scanning} />
    </Stack>
  );
}

function Running({ scanning }: { scanning: Scanning }) {
  const { t } = useWords();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <Group justify="space-between" wrap="nowrap" gap={6}>
      <StateMark state="checking">
        {scanning.coming === 0
          ? t('scan.running', { seconds })
          : t('scan.runningPages', { pages: scanning.coming })}
      </StateMark>
      <Button
        variant="default"
        style={{ flex: 'none' }}
        px={10}
        onClick={scanning.cancel}
        title={t('scan.cancelNote')}
      >
        {t('scan.stop')} <kbd className="qmc-on-button">Alt+X</kbd>
      </Button>
    </Group>
  );
}

/** Another way to the paper when a driver failed; choosing it scans nothing yet. */
function NextScanner({
  settings,
  scanning,
}: {
  settings: ReturnType<typeof useSettings>;
  scanning: Scanning;
}) {
  const { t } = useWords();
  const [tried, setTried] = useState<Scanning['stopped']>();
  const failed = settings.scanners.find((entry) => keyOf(entry) === settings.chosen);
  const next = nextScanner(scanning.stopped?.code, failed, settings.scanners);
  const driver = next && driverOf(next.scannerId);
  if (next === undefined || scanning.running !== undefined || scanning.stopped === tried) return null;
  return (
    <Button
      variant="default"
      h="auto"
      py={6}
      styles={{ label: { whiteSpace: 'normal', lineHeight: 1.4 } }}
      leftSection={<IconRefresh size={16} />}
      onClick={() => {
        settings.set({ scanner: keyOf(next) });
        setTried(scanning.stopped);
      }}
    >
      {t('scan.tryNext', { name: next.name, driver: driver === undefined ? '' : t(`scan.driver.${driver}`) })}
    </Button>
  );
}
