import { NativeSelect, TextInput } from '@mantine/core';
import {
  PAPER_ONLY_REASONS,
  type PaperOnly,
  type PaperOnlyReason,
} from '../../../shared/domain/dossier/electronic-result.ts';
import { useWords } from '../../lib/context.tsx';
import { StateMark } from '../../ui/StateMark.tsx';

/** Why a document goes out on paper alone, as it is typed; no reason is chosen yet where it is ''. */
export interface PaperOnlyForm {
  reason: PaperOnlyReason | '';
  words: string;
}
export const NO_REASON: PaperOnlyForm = { reason: '', words: '' };

/** What the command is told. */
export function toPaperOnly({ reason, words }: PaperOnlyForm): PaperOnly | null {
  return reason === '' ? null : { reason, words };
}

/** Asks why a document goes out without an electronic result: a choice, and words where the choice needs them. */
export function PaperOnlyField(props: { value: PaperOnlyForm; onChange: (value: PaperOnlyForm) => void }) {
  const { t } = useWords();
  const { value, onChange } = props;
  return (
    <section aria-label={t('paperOnly.title')}>
      <StateMark state="attention">
        <span className="qmc-wrap">{t('paperOnly.title')}</span>
      </StateMark>
      <div className="qmc-pair">
        <NativeSelect
          label={t('paperOnly.reason')}
          value={value.reason}
          data={[
            { value: '', label: t('paperOnly.choose') },
            ...PAPER_ONLY_REASONS.map((reason) => ({ value: reason, label: t(`paperOnly.${reason}`) })),
          ]}
          onChange={(event) =>
            onChange({ ...value, reason: event.currentTarget.value as PaperOnlyForm['reason'] })
          }
        />
        <TextInput
          label={t('paperOnly.words')}
          value={value.words}
          autoComplete="off"
          onChange={(event) => onChange({ ...value, words: event.currentTarget.value })}
        />
      </div>
    </section>
  );
}
