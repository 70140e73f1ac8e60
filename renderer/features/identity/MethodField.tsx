import { NativeSelect } from '@mantine/core';
import { IDENTITY_METHODS, type IdentityMethod } from '../../../shared/domain/identity/identity-check.ts';
import { useWords } from '../../lib/context.tsx';

/** How somebody at the window is authenticated. A read card sets it; the clerk sets what they saw themselves. */
export function MethodField(props: { value: IdentityMethod; onChange: (method: IdentityMethod) => void }) {
  const { t } = useWords();
  return (
    <NativeSelect
      label={t('identity.method')}
      value={props.value}
      data={IDENTITY_METHODS.map((value) => ({ value, label: t(`identity.method.${value}`) }))}
      onChange={(event) => props.onChange(event.currentTarget.value as IdentityMethod)}
    />
  );
}
