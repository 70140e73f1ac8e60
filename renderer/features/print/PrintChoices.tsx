import { Checkbox, NativeSelect, NumberInput, Stack, Table, Text, Title } from '@mantine/core';
import type { PrinterView } from '../../../shared/contract/print.ts';
import type { PaperSize } from '../../../shared/domain/print/paper-size.ts';
import type { PrintChoice } from '../../../shared/domain/print/print-choice.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';

interface Kind extends PrintChoice {
  papers: readonly PrinterView['papers'][number][];
}

/** Which printer prints which kind of paper, on which sheet and how often; each change holds at once. */
export function PrintChoices() {
  const { t } = useWords();
  const client = useClient();
  const choices = useAsk(['print', 'choices'], {}, () => client.print.choices({}));
  const printers = useAsk(['print', 'printers'], {}, () => client.print.printers({}));
  const choose = useCommand(client.print.choose);
  const known = printers.data?.printers ?? [];
  return (
    <Stack component="section" gap="sm" mt="xl">
      <div>
        <Title order={2}>{t('print.choices')}</Title>
        <Text fz="sm" c="dimmed">
          {t('print.choicesNote')}
        </Text>
      </div>
      {printers.data?.complete === false && (
        <StateMark state="attention">{t('print.systemSilent')}</StateMark>
      )}
      {printers.data?.complete === true && known.length === 0 && (
        <StateMark state="attention">{t('print.noPrinters')}</StateMark>
      )}
      <Asked query={choices}>
        {({ kinds }) => (
          <div className="qmc-table">
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('print.paper')}</Table.Th>
                  <Table.Th w={300}>{t('print.printer')}</Table.Th>
                  <Table.Th w={90}>{t('print.sheet')}</Table.Th>
                  <Table.Th w={150}>{t('print.tray')}</Table.Th>
                  <Table.Th w={80}>{t('print.duplex')}</Table.Th>
                  <Table.Th w={90}>{t('print.copies')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {kinds.map((kind) => (
                  <Choice
                    key={kind.kind}
                    kind={kind}
                    printers={known}
                    onChoose={(choice) => void choose.run({ choice })}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </Asked>
      <RefusalNotice refused={choose.refused} />
    </Stack>
  );
}

function Choice(props: {
  kind: Kind;
  printers: readonly PrinterView[];
  onChoose: (choice: PrintChoice) => void;
}) {
  const { t } = useWords();
  const { kind, printers } = props;
  const { papers, ...choice } = kind;
  const title = t(`forms.kind.${kind.kind}`);
  const keyOf = (printer: PrintChoice['printer']) =>
    printer === null ? '' : `${printer.deviceId} ${printer.printerId}`;
  const printer = printers.find((each) => keyOf(each) === keyOf(choice.printer));
  const sheet = choice.paper ?? papers[0] ?? 'A4';
  const change = (changes: Partial<PrintChoice>) => props.onChoose({ ...choice, ...changes });
  const chosen = choice.printer === null ? [] : [choice.printer.printerId];
  const gone = printer === undefined ? chosen : [];
  return (
    <Table.Tr>
      <Table.Td fw={500}>
        {title}
        {kind.kind === 'separator' && choice.printer !== null && (
          <Checkbox
            mt={4}
            size="xs"
            label={t('print.withSlip')}
            checked={choice.withSlip}
            onChange={(event) => change({ withSlip: event.currentTarget.checked })}
          />
        )}
      </Table.Td>
      <Table.Td>
        <NativeSelect
          aria-label={t('print.printerOf', { title })}
          value={keyOf(choice.printer)}
          data={[
            { value: '', label: t('print.systemAsks') },
            ...printers.map((each) => ({ value: keyOf(each), label: each.name })),
            ...gone.map((name) => ({ value: keyOf(choice.printer), label: t('print.notFound', { name }) })),
          ]}
          onChange={(event) => {
            const next = printers.find((each) => keyOf(each) === event.currentTarget.value);
            const { deviceId, printerId } = next ?? {};
            change({
              printer: deviceId === undefined || printerId === undefined ? null : { deviceId, printerId },
              tray: null,
              duplex: false,
            });
          }}
        />
        {printer !== undefined && !printer.papers.includes(sheet) && (
          <StateMark state="attention">{t('print.noSheet', { paper: sheet })}</StateMark>
        )}
      </Table.Td>
      <Table.Td>
        {papers.length === 1 ? (
          sheet
        ) : (
          <NativeSelect
            aria-label={t('print.sheetOf', { title })}
            value={sheet}
            data={[...papers]}
            onChange={(event) => change({ paper: event.currentTarget.value as PaperSize })}
          />
        )}
      </Table.Td>
      <Table.Td>
        {(printer?.trays.length ?? 0) > 0 && (
          <NativeSelect
            aria-label={t('print.trayOf', { title })}
            value={choice.tray ?? ''}
            data={[
              { value: '', label: t('print.anyTray') },
              ...(printer?.trays ?? []).map((tray) => ({ value: tray, label: tray })),
            ]}
            onChange={(event) => change({ tray: event.currentTarget.value || null })}
          />
        )}
      </Table.Td>
      <Table.Td>
        {printer?.duplex === true && (
          <Checkbox
            aria-label={t('print.duplexOf', { title })}
            checked={choice.duplex}
            onChange={(event) => change({ duplex: event.currentTarget.checked })}
          />
        )}
      </Table.Td>
      <Table.Td>
        {choice.printer !== null && (
          <NumberInput
            aria-label={t('print.copiesOf', { title })}
            value={choice.copies}
            min={1}
            max={9}
            clampBehavior="strict"
            allowDecimal={false}
            onChange={(value) => {
              if (typeof value === 'number') change({ copies: value });
            }}
          />
        )}
      </Table.Td>
    </Table.Tr>
  );
}
