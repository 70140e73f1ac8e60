import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { WINDOW_METHODS, type WindowMethod } from '../../../shared/domain/identity/identity-check.ts';
import { isPermitted } from '../../../shared/domain/people/permissions.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { showInstant } from '../../lib/format.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useSession } from '../../lib/use-session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ListTable } from '../../ui/ListTable.tsx';
import { codeColumn } from '../../ui/list-cells.tsx';
import { Asked, Empty } from '../../ui/ScreenStates.tsx';

interface Unverified {
  checkId: string;
  dossierId: string;
  code: string;
  occasion: 'reception' | 'hand-over' | 'later';
  name: string;
  at: string;
  by: string;
}

/** Who was not authenticated at the window, the oldest first; the later check is recorded here. */
export function UnverifiedList() {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['dossier', 'unverified'], {}, () => client.identity.unverified({}));
  const roles = useSession().data?.user?.roles ?? [];
  const [chosen, setChosen] = useState<Unverified>();
  return (
    <>
      <Asked query={asked}>
        {({ checks, total }) => (
          <ListTable
            rows={checks}
            total={total}
            keyOf={({ checkId }) => checkId}
            empty={
              <Empty
                icon={<IconUserCheck size={48} stroke={1.3} aria-hidden />}
                title={t('identity.allVerified')}
                note={t('identity.allVerifiedNote')}
              />
            }
            columns={[
              codeColumn(t),
              { title: t('party.name'), cell: ({ name }) => name },
              {
                title: t('identity.occasion'),
                width: 190,
                cell: ({ occasion }) => t(`identity.occasion.${occasion}`),
              },
              {
                title: t('identity.recorded'),
                width: 260,
                cell: ({ at, by }) => `${showInstant(at)}, ${by}`,
              },
              isPermitted('dossier:receive', roles) && {
                title: t('identity.record'),
                spoken: true,
                width: 190,
                cell: (check) => (
                  <Button size="compact-sm" variant="default" onClick={() => setChosen(check)}>
                    {t('identity.record')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Asked>
      {chosen !== undefined && (
        <LaterCheckDialog check={chosen} key={chosen.checkId} onClose={() => setChosen(undefined)} />
      )}
    </>
  );
}

const LATER = WINDOW_METHODS.filter((method): method is Exclude<WindowMethod, 'none'> => method !== 'none');

function LaterCheckDialog({ check, onClose }: { check: Unverified; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const record = useCommand(client.identity.recordCheck);
  const [method, setMethod] = useState<(typeof LATER)[number]>('card-qr');
  const [note, setNote] = useState('');
  const submit = async () => {
    const done = await record.run({
      checkId: check.checkId,
      method,
      note: note.trim() === '' ? null : note,
    });
    if (done !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('identity.recordFor', { name: check.name })}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={record.running}
      refused={record.refused}
    >
      <NativeSelect
        data-autofocus
        label={t('identity.method')}
        value={method}
        data={LATER.map((value) => ({ value, label: t(`identity.method.${value}`) }))}
        onChange={(event) => setMethod(event.currentTarget.value as typeof method)}
      />
      <TextInput
        label={t('identity.note')}
        description={t('identity.noteHint')}
        value={note}
        autoComplete="off"
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Dialog>
  );
}
