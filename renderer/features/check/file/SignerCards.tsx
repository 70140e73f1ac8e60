import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CheckedFile } from '../../../../shared/contract/check.ts';
import type { SignatureVerdict } from '../../../../shared/domain/certification/verdict.ts';
import {
  nameOf,
  reasonText,
  stateOfSignature,
  whenOf,
} from '../../../../shared/domain/certification/verdict-words.ts';
import { useWords } from '../../../lib/context.tsx';
import { showInstant } from '../../../lib/format.ts';
import { StateMark } from '../../../ui/StateMark.tsx';

const MARKS = { valid: 'good', changed: 'bad', invalid: 'bad', unknown: 'attention' } as const;
const COVERS = { none: 'whole', permitted: 'permitted', forbidden: 'forbidden' } as const;

/** Every signature with whose it is, when, by which root, and what is known of its revocation. */
export function SignerCards({ checked }: { checked: CheckedFile }) {
  const { t } = useWords();
  return (
    <section>
      <Title order={2} mb="sm">
        {t('check.signatures')}
      </Title>
      <div className="qmc-signers">
        {checked.verdict.signatures.map((signature, index) => (
          // Verdicts come in the order of signing and are never sorted anew.
          // biome-ignore lint/suspicious/noArrayIndexKey: two signatures may say the very same
          <SignerCard signature={signature} checked={checked} key={index} />
        ))}
      </div>
    </section>
  );
}

function SignerCard({ signature, checked }: { signature: SignatureVerdict; checked: CheckedFile }) {
  const { t } = useWords();
  const { organisation, purpose, revocationAsOf, modifiedAfter, reasons, root, trust } = signature;
  const state = stateOfSignature(signature);
  const { level } = checked.verdict;
  const rows: [string, ReactNode][] = [
    [t('check.organisation'), organisation],
    [t('check.when'), whenOf(t, signature, showInstant)],
    [t('check.covers'), t(`check.covers.${COVERS[modifiedAfter]}`)],
    [t('check.trust'), <Trust root={trust === 'unknown' ? null : root} checked={checked} key="trust" />],
    [
      t('check.revocation'),
      revocationAsOf === null
        ? t('check.revocation.none')
        : t('check.revocation.asOf', { time: showInstant(revocationAsOf) }),
    ],
    [t('check.level'), level ?? ''],
    [t('check.reasons'), reasons.map((reason) => reasonText(t, reason)).join('; ')],
  ];
  return (
    <article className="qmc-signer">
      <Text fz="xs" c="dimmed">
        {t(`check.purpose.${purpose}`)}
      </Text>
      <Text fw={600}>{nameOf(t, signature)}</Text>
      <StateMark state={MARKS[state]}>{t(`check.state.${state}`)}</StateMark>
      <dl>
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </article>
  );
}

/** The root, and who brought it here from where. */
function Trust({ root, checked }: { root: string | null; checked: CheckedFile }) {
  const { t } = useWords();
  const found = checked.roots.find(({ fingerprint }) => fingerprint === root);
  if (found === undefined) return t('check.trust.none');
  const { subject, fileName, addedAt, addedBy, isDemo } = found;
  const said = { file: fileName, by: addedBy ?? t('check.rootByUnknown'), time: showInstant(addedAt) };
  return (
    <>
      {subject}
      {isDemo && <span className="qmc-demo-mark">{t('signing.demoRoot')}</span>}
      <span className="qmc-dim-line">{t(fileName === '' ? 'check.rootPasted' : 'check.rootFrom', said)}</span>
    </>
  );
}
