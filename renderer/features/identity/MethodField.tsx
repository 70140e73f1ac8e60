import { NativeSelect } from '@mantine/core';
import { WINDOW_METHODS, type WindowMethod } from '../../../shared/domain/identity/identity-check.ts';
import { useWords } from '../../lib/context.tsx';

/** How somebody at the window is authenticated. A read card sets it; the clerk sets what they saw themselves. */
export function MethodField(props: { value: WindowMethod; onChange: (method: WindowMethod) => void }) {
  const { t } = useWords();
  return (
    <NativeSelect
      label={t('identity.method')}
      value={props.value}
      data={WINDOW_METHODS.map((value) => ({ value, label: t(`identity.method.${value}`) }))}
      onChange={(event) => props.onChange(event.currentTarget.value as WindowMethod)}
    />
  );
}
