import { Stack, Text } from '@mantine/core';
import type { ExpiryView } from '../../../../shared/contract/certify.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { showDate } from '../../../lib/format.ts';
import type { Translate } from '../../../lib/i18n.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { StateMark } from '../../../ui/StateMark.tsx';

/** Which certificates and rights to sign end soon, and what to do; nothing where none does. It blocks nothing. */
export function ExpiryNotices() {
  const { t } = useWords();
  const client = useClient();
  const expiries =
    useAsk(['certify', 'expiries'], {}, () => client.certify.expiries({})).data?.expiries ?? [];
  if (expiries.length === 0) return null;
  return (
    <section aria-label={t('expiry.title')}>
      <Stack gap={8}>
        {expiries.map((expiry) => (
          <div key={`${expiry.kind} ${expiry.name}`}>
            <StateMark state={expiry.stage === 'day' || expiry.stage === 'ended' ? 'bad' : 'attention'}>
              <span className="qmc-wrap">{expiryText(t, expiry)}</span>
            </StateMark>
            <Text fz="xs" c="dimmed" ml={26}>
              {t(`expiry.${expiry.kind}Todo`)}
            </Text>
          </div>
        ))}
      </Stack>
    </section>
  );
}

function expiryText(t: Translate, { kind, name, until, daysLeft: days, stage }: ExpiryView): string {
  const said = { name, until: showDate(until), days };
  if (stage === 'ended' && kind === 'key') return t('expiry.key.ended', said);
  return days <= 0 ? t(`expiry.${kind}.today`, said) : t(`expiry.${kind}`, said);
}
