import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useWords } from '../lib/context.tsx';

/** A password field whose eye button can be reached and says what it does. */
export function SecretInput(props: PasswordInputProps) {
  const { t } = useWords();
  return (
    <PasswordInput
      autoComplete="off"
      spellCheck={false}
      visibilityToggleButtonProps={{ 'aria-label': t('password.show'), tabIndex: 0 }}
      {...props}
    />
  );
}
