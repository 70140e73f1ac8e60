import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconFileCertificate, IconPrinter } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { PaperCopyView } from '../../../shared/contract/paper-copy.ts';
import { signerLines } from '../../../shared/forms/nd-23-2015/signer-lines.ts';
import { useOwnAction } from '../../app/use-own-action.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { ListTable } from '../../ui/ListTable.tsx';
import { DossierLink } from '../../ui/list-cells.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { usePrint } from '../print/index.ts';
import { RefuseDialog } from '../refusal/index.ts';
import { StatementPlaceFields } from './StatementPlaceFields.tsx';
import { useNumbering } from './use-numbering.ts';
import { VisitsToHandOver } from './VisitsToHandOver.tsx';

interface TrayRights {
  mayNumber: boolean;
  mayGiveBack: boolean;
  mayTick: boolean;
  mayHandOver: boolean;
}

/** Paper copies on their way: chosen ones get their numbers and statements, covers go with them, and the code of a cover ticks them off. */
export function PaperTray(rights: TrayRights) {
  const client = useClient();
  const states = ['compared', 'numbered'] as const;
  const asked = useAsk(['certify', 'paperCopies'], { states: [...states] }, () =>
    client.paperCopy.queue({ states: [...states] }),
  );
  return (
    <Asked query={asked}>
      {({ paperCopies, total }) => <Tray {...rights} copies={paperCopies} total={total} />}
    </Asked>
  );
}

function Tray({ copies, total, ...rights }: TrayRights & { copies: PaperCopyView[]; total: number }) {
  const { t } = useWords();
  const client = useClient();
  const [left, setLeft] = useState<readonly string[]>([]);
  const [returning, setReturning] = useState<PaperCopyView>();
  const [refusing, setRefusing] = useState<PaperCopyView>();
  const withdraw = useCommand(client.paperCopy.withdraw);
  const giveBack = useCommand(client.paperCopy.giveBack);
  const chosen = copies.filter(({ paperCopyId }) => !left.includes(paperCopyId));
  const toggle = (id: string, on: boolean) =>
    setLeft(on ? left.filter((other) => other !== id) : [...left, id]);
  return (
    <div className="qmc-sign">
      <Stack gap="md">
        <ListTable
          rows={copies}
          total={total}
          keyOf={({ paperCopyId }) => paperCopyId}
          empty={
            <Empty
              icon={<IconFileCertificate size={48} stroke={1.3} aria-hidden />}
              title={t('paperCopy.trayEmpty')}
              note={t('paperCopy.trayEmptyNote')}
            />
          }
          columns={[
            rights.mayNumber && {
              title: t('certify.choose'),
              spoken: true,
              width: 44,
              cell: ({ paperCopyId, title }) => (
                <Checkbox
                  aria-label={t('certify.chooseCopy', { title })}
                  checked={!left.includes(paperCopyId)}
                  onChange={(event) => toggle(paperCopyId, event.currentTarget.checked)}
                />
              ),
            },
            {
              title: t('certify.title'),
              cell: (copy) => (
                <>
                  <Text fz="sm" fw={500}>
                    {copy.title}
                  </Text>
                  <Text fz="xs">{t(`act.${copy.act}`)}</Text>
                  <DossierLink dossierId={copy.dossierId} code={copy.dossierCode} />
                </>
              ),
            },
            {
              title: t('paperCopy.size'),
              width: 130,
              cell: ({ pages, copies: count }) => t('paperCopy.sizeOf', { pages, copies: count }),
            },
            { title: t('certify.requester'), width: 170, cell: ({ requester }) => requester },
            {
              title: t('certify.comparedBy'),
              width: 150,
              cell: ({ comparedBy, comparedAt }) => (
                <>
                  {comparedBy}
                  <Text fz="xs" c="dimmed">
                    {showInstant(comparedAt)}
                  </Text>
                </>
              ),
            },
            {
              title: t('dossier.stateTitle'),
              width: 150,
              cell: ({ state, number, book }) => (
                <>
                  {t(`paperCopy.state.${state}`)}
                  {number !== null && <Text fz="xs">{t('copy.numberInBook', { number, book })}</Text>}
                </>
              ),
            },
            {
              title: t('users.actions'),
              spoken: true,
              width: 90,
              cell: (copy) =>
                copy.state === 'compared' && (
                  <>
                    {rights.mayNumber && (
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        aria-label={t('certify.withdrawCopy', { title: copy.title })}
                        onClick={() => void withdraw.run({ paperCopyId: copy.paperCopyId })}
                      >
                        {t('certify.withdraw')}
                      </Button>
                    )}
                    {rights.mayNumber && (
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        aria-label={t('refuse.of', { title: copy.title })}
                        onClick={() => setRefusing(copy)}
                      >
                        {t('refuse.short')}
                      </Button>
                    )}
                    {rights.mayGiveBack && (
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        aria-label={t('paperCopy.giveBackOf', { title: copy.title })}
                        onClick={() => setReturning(copy)}
                      >
                        {t('paperCopy.giveBack')}
                      </Button>
                    )}
                  </>
                ),
            },
          ]}
        />
        <RefusalNotice refused={withdraw.refused} />
        <VisitsToHandOver mayHandOver={rights.mayHandOver} />
      </Stack>
      <Stack gap="lg" className="qmc-aside">
        {rights.mayTick && <Tick />}
        {rights.mayNumber && copies.length > 0 && <Numbering chosen={chosen} />}
      </Stack>
      {refusing !== undefined && (
        <RefuseDialog
          item={{ kind: 'paper', paperCopyId: refusing.paperCopyId }}
          title={refusing.title}
          onClose={() => setRefusing(undefined)}
        />
      )}
      {returning !== undefined && (
        <ReasonDialog
          heading={t('paperCopy.giveBackOf', { title: returning.title })}
          label={t('paperCopy.reason')}
          note={t('paperCopy.giveBackNote')}
          submitLabel={t('paperCopy.giveBack')}
          command={giveBack}
          give={async (reason) =>
            (await giveBack.run({ paperCopyId: returning.paperCopyId, reason })) !== undefined
          }
          onClose={() => setReturning(undefined)}
        />
      )}
    </div>
  );
}

/** Signer, numbers, statements, covers: in the order in which the paper goes. */
function Numbering({ chosen }: { chosen: readonly PaperCopyView[] }) {
  const { t } = useWords();
  const client = useClient();
  const numbering = useNumbering(chosen);
  const { able } = numbering;
  const [picked, setPicked] = useState('');
  const signer = able.find(({ signerId }) => signerId === picked) ?? able[0];
  const covers = useCommand(client.paperCopy.drawCovers);
  const printing = usePrint();
  const ids = chosen.map(({ paperCopyId }) => paperCopyId);
  const sheets = chosen.reduce((sum, { copies }) => sum + copies, 0);
  const certify = () => numbering.run(signer);
  const cover = async () => {
    const drawn = ids.length === 0 ? undefined : await covers.run({ paperCopyIds: ids });
    if (drawn !== undefined) await printing.printDrawn(drawn);
  };
  useOwnAction('number-copies', 'paperCopy.numberAction', 'F9', () => void certify());
  useOwnAction('print-covers', 'paperCopy.covers', 'Alt+I', () => void cover());
  const refused = numbering.refused ?? covers.refused ?? printing.refused;
  return (
    <section>
      <Title order={3} mb={8}>
        {t('paperCopy.numberTitle')}
      </Title>
      <Stack gap="sm">
        {numbering.nobodySigns ? (
          <StateMark state="attention">
            <span className="qmc-wrap">{t('paperCopy.noSigner')}</span>
          </StateMark>
        ) : (
          <NativeSelect
            label={t('paperCopy.signer')}
            value={signer?.signerId}
            data={able.map((each) => ({
              value: each.signerId,
              label: `${each.name} – ${signerLines(each).join(' · ')}`,
            }))}
            onChange={(event) => setPicked(event.currentTarget.value)}
          />
        )}
        <Button
          leftSection={<IconFileCertificate size={18} />}
          loading={numbering.running}
          disabled={ids.length === 0 || signer === undefined}
          onClick={() => void certify()}
        >
          {t('paperCopy.number', { count: ids.length })} <kbd className="qmc-on-button">F9</kbd>
        </Button>
        <Text fz="xs" c="dimmed">
          {t('paperCopy.numberNote', { sheets })}
        </Text>
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} />}
          loading={covers.running}
          disabled={ids.length === 0}
          onClick={() => void cover()}
        >
          {t('paperCopy.coversOf', { count: ids.length })} <kbd className="qmc-on-button">Alt+I</kbd>
        </Button>
        <RefusalNotice refused={refused} />
        <StatementPlaceFields />
      </Stack>
    </section>
  );
}

/** The field that the code of a cover is read into. */
function Tick() {
  const { t } = useWords();
  const client = useClient();
  const tick = useCommand(client.paperCopy.tick);
  const [code, setCode] = useState('');
  const [done, setDone] = useState<PaperCopyView>();
  const field = useRef<HTMLInputElement>(null);
  const submit = async () => {
    if (code.trim() === '' || tick.running) return;
    const ticked = await tick.run({ code: code.trim() });
    setDone(ticked);
    setCode('');
    field.current?.focus();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      noValidate
    >
      <Title order={3} mb={8}>
        {t('paperCopy.tickTitle')}
      </Title>
      <Stack gap={6}>
        <TextInput
          ref={field}
          autoFocus
          label={t('paperCopy.tick')}
          description={t('paperCopy.tickNote')}
          value={code}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <RefusalNotice refused={tick.refused} />
        {done !== undefined && (
          <Group gap={8} wrap="nowrap" align="flex-start" role="status">
            <StateMark state="good">
              <span className="qmc-wrap">
                {t('paperCopy.ticked', { title: done.title, number: done.number, copies: done.copies })}
              </span>
            </StateMark>
          </Group>
        )}
      </Stack>
    </form>
  );
}
