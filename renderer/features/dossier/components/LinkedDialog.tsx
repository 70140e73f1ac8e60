import { SegmentedControl, Text, TextInput } from '@mantine/core';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useDraft, useDrafts } from '../../../lib/drafts.ts';
import { fieldProblems } from '../../../lib/refusal.ts';
import { useCommand } from '../../../lib/use-command.ts';
import { Dialog } from '../../../ui/Dialog.tsx';

type Answer = { state: 'done' | 'refused'; outcome: string };

/** What the agency of a linked procedure answered. */
export function LinkedDialog(props: { child: DossierView['linked'][number]; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const end = useCommand(client.linked.end);
  const { childId, name, agency } = props.child;
  const draft = `linked.${childId}`;
  const [answer, setAnswer] = useDraft<Answer>(draft, { state: 'done', outcome: '' });
  const forget = useDrafts((state) => state.forget);
  const submit = async () => {
    const done = await end.run({ childId, ...answer });
    if (done === undefined) return;
    forget(draft);
    props.onClose();
  };
  return (
    <Dialog
      title={t('linked.answerOf', { name })}
      opened
      onClose={props.onClose}
      onSubmit={() => void submit()}
      submitLabel={t('linked.record')}
      running={end.running}
      refused={end.refused}
    >
      <Text fz="sm" c="dimmed">
        {t('linked.agencyAnswers', { agency: t(`linked.agency.${agency}`) })}
      </Text>
      <SegmentedControl
        aria-label={t('linked.outcome')}
        value={answer.state}
        data={[
          { value: 'done', label: t('linked.state.done') },
          { value: 'refused', label: t('linked.state.refused') },
        ]}
        onChange={(state) => setAnswer({ ...answer, state: state as Answer['state'] })}
      />
      <TextInput
        label={t(answer.state === 'done' ? 'linked.whatCame' : 'linked.whyRefused')}
        placeholder={t('linked.whatCameHint')}
        value={answer.outcome}
        error={fieldProblems(t, end.refused)['outcome']}
        autoComplete="off"
        onChange={(event) => setAnswer({ ...answer, outcome: event.currentTarget.value })}
      />
    </Dialog>
  );
}
