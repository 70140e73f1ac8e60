import { Checkbox, Text } from '@mantine/core';
import type { StoreEntry } from '../../../../shared/contract/store.ts';
import type { ProcedureComponent } from '../../../../shared/domain/catalogue/procedure-catalogue.ts';
import { useWords } from '../../../lib/context.tsx';
import { paperInWords, Standing, validityInWords } from '../../store/index.ts';
import { type ComponentForm, fromStore, notFromStore } from '../reception-form.ts';

/** What the holder's store has for a component: what holds is taken by one key, what does not says why. */
export function FromStore(props: {
  component: ProcedureComponent;
  entry: ComponentForm;
  offered: readonly StoreEntry[];
  onChange: (entry: ComponentForm) => void;
}) {
  const { t } = useWords();
  const { component, entry, offered, onChange } = props;
  const taken = entry.source === 'store' ? JSON.stringify(entry.stored?.source) : undefined;
  const isOffered = offered.some(({ source }) => JSON.stringify(source) === taken);
  if (offered.length === 0 && taken === undefined) return null;
  return (
    <div className="qmc-from-store">
      {taken !== undefined && !isOffered && (
        <Checkbox
          size="xs"
          checked
          label={t('component.fromStore')}
          aria-label={`${t('component.fromStore')}: ${component.name}`}
          onChange={() => onChange(notFromStore(entry))}
        />
      )}
      {offered.map((each) => {
        const words = `${paperInWords(t, each)} · ${validityInWords(t, each)}`;
        const key = JSON.stringify(each.source);
        if (each.standing !== 'holds')
          return (
            <Text fz="xs" key={key} component="div">
              {t('component.inStoreUnfit', { paper: paperInWords(t, each) })} <Standing entry={each} t={t} />
            </Text>
          );
        return (
          <Checkbox
            key={key}
            size="xs"
            data-store-offer
            checked={taken === key}
            label={`${t('component.fromStore')}: ${words}`}
            title={t('store.from', { code: each.code })}
            onChange={(event) =>
              onChange(
                (event.currentTarget.checked ? fromStore(entry, each) : undefined) ?? notFromStore(entry),
              )
            }
          />
        );
      })}
    </div>
  );
}
