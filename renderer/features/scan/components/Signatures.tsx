import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useClient, useWords } from '../../../lib/context.tsx';
import { filePlace } from '../../../lib/file-place.ts';
import { useAsk } from '../../../lib/use-ask.ts';
import { StateMark } from '../../../ui/StateMark.tsx';
import { signatureWords } from '../signature-words.ts';

/** The digital signatures of a component's file, verified where it lies; nothing where it has none. */
export function Signatures({ sha256, name }: { sha256: string; name: string }) {
  const { t } = useWords();
  const client = useClient();
  const asked = useAsk(['certify', 'verify'], { sha256 }, () =>
    client.certify.verify({ sha256: sha256 as never }),
  );
  if (asked.isError)
    return (
      <Text fz="sm" role="status">
        <StateMark state="attention">{t('signature.notChecked')}</StateMark>
      </Text>
    );
  const removed = asked.data?.reasons.includes('signature-removed') === true;
  if (asked.data === undefined || (asked.data.signatures.length === 0 && !removed)) return null;
  return (
    <ul className="qmc-list" aria-label={t('signature.list')}>
      {removed && (
        <li>
          <StateMark state="bad">
            <span className="qmc-wrap">{t('verdict.reason.signature-removed')}</span>
          </StateMark>
        </li>
      )}
      {asked.data.signatures.map((signature, index) => {
        const { state, words, when, why } = signatureWords(t, signature);
        return (
          // Verdicts come in the order of signing and are never sorted anew.
          // biome-ignore lint/suspicious/noArrayIndexKey: two signatures may say the very same
          <li key={index}>
            <Text fz="sm" component="div">
              <StateMark state={state}>
                <span className="qmc-wrap">{words}</span>
              </StateMark>
            </Text>
            <Text fz="xs" c="dimmed" pl={24}>
              {why === '' ? when : `${when}; ${why}`}
            </Text>
          </li>
        );
      })}
      <li>
        <Anchor component={Link} href={filePlace(sha256, name)} fz="sm">
          {t('check.open')}
        </Anchor>
      </li>
    </ul>
  );
}
