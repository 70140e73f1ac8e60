import { Text } from '@mantine/core';
import { useWords } from '../lib/context.tsx';

const SHORTEST = 10;
const GOOD = 16;

/** Says how long a new password is: length is what makes it strong. Nothing while the field is empty. */
export function PasswordStrength({ password }: { password: string }) {
  const { t } = useWords();
  const { length } = password.normalize('NFC');
  if (length === 0) return null;
  if (length < SHORTEST)
    return (
      <Text fz="xs" role="status" c="var(--qmc-amber)">
        {t('password.strength.short', { left: SHORTEST - length })}
      </Text>
    );
  return (
    <Text fz="xs" role="status" c="var(--qmc-green)">
      {t(length < GOOD ? 'password.strength.enough' : 'password.strength.good', { length })}
    </Text>
  );
}
