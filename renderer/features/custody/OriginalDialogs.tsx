import { Group, NativeSelect, NumberInput, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { KeptOriginal } from '../../../shared/contract/custody.ts';
import type { DossierView } from '../../../shared/contract/dossier.ts';
import type { ReturnSignature } from '../../../shared/domain/dossier/kept-original.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { useDraft, useDrafts } from '../../lib/drafts.ts';
import { fieldProblems } from '../../lib/refusal.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useSession } from '../../lib/use-session.ts';
import { Dialog } from '../../ui/Dialog.tsx';

const OTHER = '';

interface KeepForm {
  componentId: string;
  name: string;
  count: number;
  place: string;
  holder: string;
  purpose: string;
}

/** Records that an original stays with the office; the dossier's own originals are offered first. */
export function KeepDialog({ dossier, onClose }: { dossier: DossierView; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const keep = useCommand(client.custody.keep);
  const me = useSession().data?.user?.displayName ?? '';
  const offered = dossier.components.filter(({ counts }) => counts.original > 0);
  const draft = `custody.keep.${dossier.dossierId}`;
  const forget = useDrafts((state) => state.forget);
  const first = offered[0];
  const [form, setForm] = useDraft<KeepForm>(draft, {
    componentId: first?.componentId ?? OTHER,
    name: (first?.name ?? '').slice(0, 200),
    count: first?.counts.original ?? 1,
    place: '',
    holder: me,
    purpose: '',
  });
  const set = (changed: Partial<KeepForm>) => setForm({ ...form, ...changed });
  const choose = (componentId: string) => {
    const chosen = offered.find((entry) => entry.componentId === componentId);
    set({ componentId, name: (chosen?.name ?? '').slice(0, 200), count: chosen?.counts.original ?? 1 });
  };
  const submit = async () => {
    const { componentId, ...said } = form;
    const done = await keep.run({
      dossierId: dossier.dossierId,
      componentId: componentId === OTHER ? null : componentId,
      ...said,
    });
    if (done === undefined) return;
    forget(draft);
    onClose();
  };
  const problems = fieldProblems(t, keep.refused);
  return (
    <Dialog
      title={t('custody.keep')}
      opened
      size="lg"
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={keep.running}
      refused={keep.refused}
    >
      <NativeSelect
        label={t('custody.paper')}
        value={form.componentId}
        data={[
          ...offered.map(({ componentId, name }) => ({ value: componentId, label: name })),
          { value: OTHER, label: t('custody.otherPaper') },
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <Group align="flex-start" wrap="nowrap">
        <TextInput
          flex={1}
          label={t('custody.name')}
          placeholder={t('custody.nameHint')}
          value={form.name}
          error={problems['name']}
          autoComplete="off"
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <NumberInput
          w={110}
          label={t('custody.count')}
          value={form.count}
          min={1}
          max={999}
          error={problems['count']}
          allowDecimal={false}
          onChange={(count) => set({ count: Number(count) })}
        />
      </Group>
      <Where {...form} problems={problems} set={set} first />
      <TextInput
        label={t('custody.purpose')}
        placeholder={t('custody.purposeHint')}
        value={form.purpose}
        error={problems['purpose']}
        autoComplete="off"
        onChange={(event) => set({ purpose: event.currentTarget.value })}
      />
    </Dialog>
  );
}

/** Records another place or holder. */
export function MoveDialog({ original, onClose }: { original: KeptOriginal; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const move = useCommand(client.custody.move);
  const [form, setForm] = useState({ place: original.place, holder: original.holder });
  const submit = async () => {
    if ((await move.run({ originalId: original.originalId, ...form })) !== undefined) onClose();
  };
  return (
    <Dialog
      title={t('custody.moveOf', { name: original.name })}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={move.running}
      refused={move.refused}
    >
      <Where
        {...form}
        problems={fieldProblems(t, move.refused)}
        set={(changed) => setForm({ ...form, ...changed })}
        first
      />
    </Dialog>
  );
}

function Where(props: {
  place: string;
  holder: string;
  problems: Record<string, string>;
  first?: boolean;
  set: (changed: { place?: string; holder?: string }) => void;
}) {
  const { t } = useWords();
  return (
    <Group grow align="flex-start">
      <TextInput
        label={t('custody.place')}
        placeholder={t('custody.placeHint')}
        value={props.place}
        error={props.problems['place']}
        autoComplete="off"
        data-autofocus={props.first ? true : undefined}
        onChange={(event) => props.set({ place: event.currentTarget.value })}
      />
      <TextInput
        label={t('custody.holder')}
        value={props.holder}
        error={props.problems['holder']}
        autoComplete="off"
        onChange={(event) => props.set({ holder: event.currentTarget.value })}
      />
    </Group>
  );
}

/** Records that an original went back, with the signature on paper or the reason why there is none. */
export function GiveBackDialog(props: { original: KeptOriginal; receiver: string; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const { original, onClose } = props;
  const give = useCommand(client.custody.giveBack);
  const [to, setTo] = useState(props.receiver);
  const [signature, setSignature] = useState<ReturnSignature>('paper');
  const [note, setNote] = useState('');
  const submit = async () => {
    const why = note.trim() === '' ? null : note;
    const done = await give.run({ originalId: original.originalId, to, signature, note: why });
    if (done !== undefined) onClose();
  };
  const problems = fieldProblems(t, give.refused);
  return (
    <Dialog
      title={t('custody.giveBackOf', { name: original.name })}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('custody.giveBack')}
      running={give.running}
      refused={give.refused}
    >
      <TextInput
        data-autofocus
        label={t('custody.to')}
        value={to}
        error={problems['to']}
        autoComplete="off"
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Radio.Group
        label={t('custody.proof')}
        value={signature}
        onChange={(value) => setSignature(value as ReturnSignature)}
      >
        <Group mt={4}>
          <Radio value="paper" label={t('custody.signature.paper')} />
          <Radio value="note" label={t('custody.signature.note')} />
        </Group>
      </Radio.Group>
      <TextInput
        label={t('custody.note')}
        placeholder={t('custody.noteHint')}
        value={note}
        error={problems['note']}
        autoComplete="off"
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Dialog>
  );
}
