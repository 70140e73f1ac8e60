import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconRotate2 } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import type { Action } from '../../../app/actions.ts';
import { useRegisteredActions } from '../../../app/use-actions.ts';
import { useWords } from '../../../lib/context.tsx';
import type { useManualDuplex } from '../use-manual-duplex.ts';
import type { PageWork } from '../use-page-work.ts';

/** Leads through both sides of a stack where the feeder sees one: what to do with the paper now, and the key that goes on. */
export function ManualDuplex(props: {
  duplex: ReturnType<typeof useManualDuplex>;
  whenFree: PageWork['whenFree'];
  disabled: boolean;
}) {
  const { t } = useWords();
  const { duplex, disabled } = props;
  const { step, fronts, backs } = duplex;
  const next = {
    none: duplex.scanFronts,
    fronts: undefined,
    turn: duplex.scanBacks,
    backs: undefined,
    uneven: duplex.scanBacks,
    even: () => duplex.interleave(),
  }[step];
  useDuplexKey(() => {
    if (!disabled) void next?.();
  }, props.whenFree);
  const key = <kbd className="qmc-on-button">Alt+H</kbd>;
  if (step === 'none')
    return (
      <Button
        size="compact-sm"
        variant="subtle"
        className="qmc-text-button"
        disabled={disabled}
        leftSection={<IconRotate2 size={16} />}
        onClick={duplex.scanFronts}
      >
        {t('duplex.begin')} {key}
      </Button>
    );
  const button = (label: string, onClick: () => void, hasKey = false) => (
    <Button
      key={label}
      size="compact-sm"
      variant={hasKey ? 'filled' : 'default'}
      disabled={disabled}
      onClick={onClick}
    >
      {label} {hasKey && key}
    </Button>
  );
  const scanBacks = () => void duplex.scanBacks();
  return (
    <Alert variant="outline" icon={<IconRotate2 size={20} />} title={t('duplex.begin')} py={8} px={10}>
      <Stack gap={6}>
        <Text fz="sm" role="status">
          {t(`duplex.${step}`, { fronts, backs })}
        </Text>
        {step === 'turn' && [
          button(t('duplex.scanBacks'), scanBacks, true),
          button(t('duplex.moreFronts'), duplex.scanFronts),
        ]}
        {step === 'even' && button(t('duplex.interleave'), () => duplex.interleave(), true)}
        {step === 'uneven' && [
          button(t('duplex.moreBacks'), scanBacks, true),
          button(t('duplex.backsAgain'), duplex.backsAgain),
          button(t('duplex.fromLast'), () => duplex.interleave('last-sheet')),
          button(t('duplex.fromFirst'), () => duplex.interleave('first-sheet')),
        ]}
        {next !== undefined && button(t('duplex.leave'), duplex.leave)}
      </Stack>
    </Alert>
  );
}

function useDuplexKey(goOn: () => void, whenFree: PageWork['whenFree']): void {
  const latest = useRef(goOn);
  latest.current = goOn;
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'manual-duplex',
        label: 'duplex.begin',
        keys: 'Alt+H',
        run: () => whenFree(() => latest.current()),
      },
    ],
    [whenFree],
  );
  useRegisteredActions(actions);
}
