import { Group, SegmentedControl } from '@mantine/core';
import { useWords } from '../lib/context.tsx';
import { SCHEMES, type Scheme, usePreferences } from '../lib/preferences.ts';

/** Language and theme, offered before anybody has signed in. */
export function PreferenceControls() {
  const { t } = useWords();
  const { language, scheme, setLanguage, setScheme } = usePreferences();
  return (
    <Group component="footer" justify="center" gap="md" p="md" className="qmc-no-print">
      <SegmentedControl
        aria-label={t('language.label')}
        value={language === 'en' ? 'en' : 'vi'}
        onChange={(value) => setLanguage(value as 'vi' | 'en')}
        data={[
          { value: 'vi', label: t('language.vi') },
          { value: 'en', label: t('language.en') },
        ]}
      />
      <SegmentedControl
        aria-label={t('theme.label')}
        value={scheme}
        onChange={(value) => setScheme(value as Scheme)}
        data={SCHEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
      />
    </Group>
  );
}
