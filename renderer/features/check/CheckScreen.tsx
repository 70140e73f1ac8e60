import { Stack, TextInput } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { navigate } from 'wouter/use-hash-location';
import { looksLikeStatementCode } from '../../../shared/domain/certification/statement-code.ts';
import { readSlipText } from '../../../shared/domain/slip/slip-proof.ts';
import { useClient, useWords } from '../../lib/context.tsx';
import { readFilePlace } from '../../lib/file-place.ts';
import { FileChecks } from './file/FileChecks.tsx';
import { FileDrop } from './file/FileDrop.tsx';
import { useFileChecks } from './file/file-checks.ts';
import { SlipVerdictView } from './SlipVerdictView.tsx';
import { StatementVerdict } from './StatementVerdict.tsx';

/**
 * Whether what somebody brings is what it says: a signed file, a picture of a paper, or the second QR code of a slip or of a paper copy's statement, typed or read. The
 * verdict stands first. No network is needed.
 */
export function CheckScreen({ text }: { text: string | undefined }) {
  const client = useClient();
  const add = useFileChecks((state) => state.add);
  const place = readFilePlace(text);
  const [sha256, name] = [place?.sha256, place?.name ?? ''];
  useEffect(() => {
    if (sha256 === undefined) return;
    add(client, [{ name, sha256 }]);
    // The file is in the list now: coming back does not check it again.
    navigate('/check', { replace: true });
  }, [add, client, sha256, name]);
  const code = place === undefined ? text : undefined;
  return (
    <Stack gap="lg" maw={1180}>
      <div className="qmc-check-doors">
        <FileDrop />
        <ProofField key={code ?? ''} />
      </div>
      {code === undefined ? (
        <FileChecks />
      ) : looksLikeStatementCode(code) ? (
        <StatementVerdict text={code} key={`statement ${code}`} />
      ) : (
        <SlipVerdictView text={code} key={`verdict ${code}`} />
      )}
    </Stack>
  );
}

function ProofField() {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || typed.trim() === '') return;
    event.preventDefault();
    const read = readSlipText(typed);
    if (read.ok || looksLikeStatementCode(typed)) navigate(`/check/${typed.trim()}`);
    else setProblem(t(`check.unreadable.${read.refusal.data.part}`));
  };
  return (
    <TextInput
      label={t('check.field')}
      description={t('check.hint')}
      leftSection={<IconQrcode size={18} aria-hidden />}
      value={typed}
      error={problem}
      maw={560}
      autoFocus
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        setProblem(undefined);
      }}
      onKeyDown={onKeyDown}
    />
  );
}
