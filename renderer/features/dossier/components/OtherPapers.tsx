import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useWords } from '../../../lib/context.tsx';
import type { OtherPaper, ReceptionForm } from '../reception-form.ts';
import type { FieldMarks } from '../reception-problems.ts';
import { CountInput } from './CountInput.tsx';
import { KINDS } from './demanded-components.ts';

const MOST = 20;
const NONE = { original: 0, certified: 0, photocopy: 0 };

/** Papers that the procedure does not name, each with its counts; they stand on the slip and are scanned like the others. */
export function OtherPapers(props: {
  form: ReceptionForm;
  marks: FieldMarks;
  onChange: (papers: OtherPaper[]) => void;
}) {
  const { t } = useWords();
  const { otherPapers } = props.form;
  const set = (index: number, patch: Partial<OtherPaper>) =>
    props.onChange(otherPapers.map((paper, at) => (at === index ? { ...paper, ...patch } : paper)));
  return (
    <div className="qmc-other-papers">
      {otherPapers.map((paper, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name than its place
        <div key={index} className="qmc-other-paper">
          <TextInput
            size="xs"
            aria-label={t('reception.otherPaper', { number: index + 1 })}
            placeholder={t('reception.otherPaperHint')}
            value={paper.name}
            autoComplete="off"
            error={props.marks['otherPapers'] !== undefined}
            autoFocus={paper.name === ''}
            onChange={(event) => set(index, { name: event.currentTarget.value })}
          />
          {KINDS.map((kind) => (
            <CountInput
              key={kind}
              label={`${t(`count.${kind}`)}: ${t('reception.otherPaper', { number: index + 1 })}`}
              value={paper.counts[kind]}
              invalid={props.marks['otherPapers'] !== undefined}
              onChange={(count) => set(index, { counts: { ...paper.counts, [kind]: count } })}
            />
          ))}
          <ActionIcon
            size={28}
            variant="subtle"
            color="gray"
            aria-label={t('reception.otherPaperRemove', { number: index + 1 })}
            onClick={() => props.onChange(otherPapers.filter((_, at) => at !== index))}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </div>
      ))}
      {otherPapers.length < MOST && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => props.onChange([...otherPapers, { name: '', counts: NONE }])}
        >
          {t('reception.otherPaperAdd')}
        </Button>
      )}
    </div>
  );
}
