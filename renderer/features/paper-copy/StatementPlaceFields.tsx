import { Anchor, Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import {
  type PrinterShift,
  type StatementPlace,
  shiftAfterTrial,
  TRIAL_LINES_MM,
} from '../../../shared/domain/certification/statement-place.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { useTrialPrint } from '../print/index.ts';

const AS_PRINTED = { leftMm: TRIAL_LINES_MM, topMm: TRIAL_LINES_MM };

/** Where the statement comes out on the last page: the office's place, and what the printer at hand is corrected by after a trial sheet was measured. */
export function StatementPlaceFields() {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['certify', 'places'], {}, () => client.paperCopy.places({}));
  const set = useCommand(client.paperCopy.setPlace);
  const trial = useTrialPrint();
  const [typed, setTyped] = useState<StatementPlace>();
  if (asked.data === undefined) return null;
  const { usual, feed } = asked.data;
  if (typed === undefined)
    return (
      <Text fz="xs" c="dimmed">
        {t('paperCopy.placeNow', { ...usual })}{' '}
        {feed !== null && t('paperCopy.shiftNow', { printer: feed.printerId, ...inMm(feed.shift) })}{' '}
        <Anchor component="button" type="button" fz="xs" onClick={() => setTyped(usual)}>
          {t('paperCopy.placeMove')}
        </Anchor>
      </Text>
    );
  const save = async () => {
    if ((await set.run({ place: typed })) !== undefined) setTyped(undefined);
  };
  return (
    <Stack gap={6}>
      <Group gap="sm" grow>
        {(['leftMm', 'topMm'] as const).map((side) => (
          <NumberInput
            key={side}
            label={t(`paperCopy.place.${side}`)}
            suffix=" mm"
            allowDecimal={false}
            min={0}
            max={side === 'leftMm' ? 92 : 230}
            value={typed[side]}
            onChange={(value) => setTyped({ ...typed, [side]: Number(value) })}
          />
        ))}
      </Group>
      <Text fz="xs" c="dimmed">
        {t('paperCopy.placeNote')}
      </Text>
      <RefusalNotice refused={set.refused} />
      <Button size="compact-sm" variant="default" loading={set.running} onClick={() => void save()}>
        {t('app.save')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPrinter size={16} />}
        loading={trial.running}
        onClick={() => void trial.print()}
      >
        {t('paperCopy.trial')}
      </Button>
      <RefusalNotice refused={trial.refused} />
      {feed === null ? (
        <Text fz="xs" c="dimmed">
          {t('paperCopy.noFeed')}
        </Text>
      ) : (
        <Measured key={`${feed.printerId} ${feed.tray ?? ''}`} feed={feed} />
      )}
    </Stack>
  );
}

type Feed = NonNullable<Awaited<ReturnType<ReturnType<typeof useClient>['paperCopy']['places']>>['feed']>;

/** What was measured on a trial sheet becomes the correction of this printer and tray. */
function Measured({ feed }: { feed: Feed }) {
  const { t } = useWords();
  const client = useClient();
  const set = useCommand(client.paperCopy.setShift);
  const [measured, setMeasured] = useState(AS_PRINTED);
  const { deviceId, printerId, tray, shift } = feed;
  const next = shiftAfterTrial(shift, measured);
  const save = async () => {
    if (next === undefined) return;
    if ((await set.run({ deviceId, printerId, tray, shift: next })) !== undefined) setMeasured(AS_PRINTED);
  };
  return (
    <Stack gap={6}>
      <Text fz="sm" fw={500}>
        {tray === null
          ? t('paperCopy.feed', { printer: printerId })
          : t('paperCopy.feedTray', { printer: printerId, tray })}
      </Text>
      <Group gap="sm" grow>
        {(['leftMm', 'topMm'] as const).map((side) => (
          <NumberInput
            key={side}
            label={t(`paperCopy.measured.${side}`)}
            suffix=" mm"
            decimalScale={1}
            step={0.5}
            min={0}
            max={60}
            value={measured[side]}
            onChange={(value) => setMeasured({ ...measured, [side]: Number(value) })}
          />
        ))}
      </Group>
      <Text fz="xs" c="dimmed">
        {next === undefined
          ? t('paperCopy.shiftTooFar')
          : t('paperCopy.shiftNow', { printer: printerId, ...inMm(next) })}
      </Text>
      <RefusalNotice refused={set.refused} />
      <Button
        size="compact-sm"
        variant="default"
        loading={set.running}
        disabled={next === undefined}
        onClick={() => void save()}
      >
        {t('paperCopy.saveShift')}
      </Button>
    </Stack>
  );
}

function inMm({ rightTenths, downTenths }: PrinterShift) {
  return { rightMm: showTenths(rightTenths), downMm: showTenths(downTenths) };
}

function showTenths(tenths: number): string {
  return String(tenths / 10).replace('.', ',');
}
