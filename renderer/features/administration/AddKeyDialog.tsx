import { Button, NativeSelect, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useClient, useWords } from '../../lib/context.tsx';
import { fieldProblems, type Refused, toRefused } from '../../lib/refusal.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { SecretInput } from '../../ui/SecretInput.tsx';
import { KeyHolderFields } from './KeyHolder.tsx';

type Role = 'officer' | 'agency';
type Kind = 'pkcs12' | 'pkcs11' | 'service';

const USUAL_SERVICE = 'wss://127.0.0.1:8987';
const USUAL_OPERATION = { officer: 'SignApproved', agency: 'SignIssued' } as const;
interface Token {
  tokenLabel: string;
  tokenSerial: string;
  pin: string;
}

/** Takes up a key: a key file at a desk, or a token through its driver's library. The PIN is asked once to look at the certificate. */
export function AddKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const devices = useAsk(['device', 'list'], {}, () => client.device.list({}));
  const add = useCommand(client.certify.addKey, { resend: false });
  const [role, setRole] = useState<Role>('officer');
  const [kind, setKind] = useState<Kind>('pkcs11');
  const [label, setLabel] = useState('');
  const [deviceId, setDeviceId] = useState<string>();
  const [path, setPath] = useState('');
  const [token, setToken] = useState<Token>();
  const [pin, setPin] = useState('');
  const [holderId, setHolderId] = useState('');
  const [nameSeen, setNameSeen] = useState(false);
  const [address, setAddress] = useState(USUAL_SERVICE);
  const [operation, setOperation] = useState<string>();
  const desks = devices.data?.devices ?? [];
  const desk = deviceId ?? desks[0]?.id ?? '';
  const submit = async () => {
    const source =
      kind === 'service'
        ? { kind, address, operation: operation ?? USUAL_OPERATION[role] }
        : kind === 'pkcs12'
          ? { kind, path }
          : {
              kind,
              module: path,
              tokenLabel: token?.tokenLabel ?? '',
              tokenSerial: token?.tokenSerial ?? '',
            };
    const done = await add.run({
      role,
      label,
      deviceId: desk,
      source,
      pin: pin === '' ? null : pin,
      holderId: role === 'officer' && holderId !== '' ? holderId : null,
      nameSeen,
    } as never);
    setPin('');
    if (done !== undefined) onClose();
  };
  const problems = fieldProblems(t, add.refused);
  return (
    <Dialog
      title={t('signing.addKey')}
      opened
      onClose={onClose}
      onSubmit={() => void submit()}
      submitLabel={t('app.save')}
      running={add.running}
      refused={add.refused}
      size="lg"
    >
      <SegmentedControl
        aria-label={t('signing.role')}
        value={role}
        data={(['officer', 'agency'] as const).map((value) => ({ value, label: t(`signing.role.${value}`) }))}
        onChange={setRole}
      />
      {role === 'officer' && (
        <KeyHolderFields
          holderId={holderId}
          onHolder={setHolderId}
          nameSeen={nameSeen}
          onNameSeen={setNameSeen}
          refused={add.refused}
        />
      )}
      <TextInput
        data-autofocus
        label={t('signing.label')}
        description={t('signing.labelHint')}
        value={label}
        error={problems['label']}
        autoComplete="off"
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <div className="qmc-pair">
        <NativeSelect
          label={t('signing.device')}
          value={desk}
          data={desks.map((entry) => ({ value: entry.id, label: entry.name }))}
          onChange={(event) => setDeviceId(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('signing.kind')}
          value={kind}
          data={(['pkcs11', 'pkcs12', 'service'] as const).map((value) => ({
            value,
            label: t(`signing.kind.${value}`),
          }))}
          onChange={(event) => setKind(event.currentTarget.value as Kind)}
        />
      </div>
      {kind === 'service' ? (
        <>
          <div className="qmc-pair">
            <TextInput
              label={t('signing.serviceAddress')}
              description={t('signing.serviceAddressHint')}
              value={address}
              error={problems['source.address'] ?? add.refused?.code === 'SERVICE_NOT_LOCAL'}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
            <TextInput
              label={t('signing.serviceOperation')}
              description={t('signing.serviceOperationHint')}
              value={operation ?? USUAL_OPERATION[role]}
              error={problems['source.operation']}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setOperation(event.currentTarget.value)}
            />
          </div>
          <Text fz="sm">{t('signing.serviceTrial')}</Text>
        </>
      ) : (
        <>
          <TextInput
            label={t(kind === 'pkcs12' ? 'signing.path' : 'signing.module')}
            description={t(kind === 'pkcs12' ? 'signing.pathHint' : 'signing.moduleHint')}
            value={path}
            error={problems[kind === 'pkcs12' ? 'source.path' : 'source.module']}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
          {kind === 'pkcs11' && <Tokens deviceId={desk} module={path} chosen={token} onChoose={setToken} />}
          <SecretInput
            label={t('certify.pin')}
            description={t('signing.pinHint')}
            value={pin}
            error={add.refused?.code === 'WRONG_PIN'}
            onChange={(event) => setPin(event.currentTarget.value)}
          />
        </>
      )}
    </Dialog>
  );
}

function Tokens(props: {
  deviceId: string;
  module: string;
  chosen: Token | undefined;
  onChoose: (token: Token | undefined) => void;
}) {
  const { t } = useWords();
  const client = useClient();
  const [tokens, setTokens] = useState<Token[]>();
  const [refused, setRefused] = useState<Refused>();
  const [looking, setLooking] = useState(false);
  const look = async () => {
    setLooking(true);
    setRefused(undefined);
    try {
      const found = await client.certify.tokens({ deviceId: props.deviceId, module: props.module });
      setTokens(found.tokens);
      props.onChoose(found.tokens[0]);
    } catch (error) {
      setTokens(undefined);
      setRefused(toRefused(error));
    } finally {
      setLooking(false);
    }
  };
  const keyOf = ({ tokenLabel, tokenSerial }: Token) => `${tokenLabel} ${tokenSerial}`;
  return (
    <>
      <Button
        variant="default"
        loading={looking}
        disabled={props.module.trim() === '' || props.deviceId === ''}
        onClick={() => void look()}
      >
        {t('signing.lookForTokens')}
      </Button>
      {tokens?.length === 0 && (
        <Text fz="sm" role="status">
          {t('signing.noTokens')}
        </Text>
      )}
      {tokens !== undefined && tokens.length > 0 && (
        <NativeSelect
          label={t('signing.token')}
          value={props.chosen === undefined ? '' : keyOf(props.chosen)}
          data={tokens.map((token) => ({
            value: keyOf(token),
            label: `${token.tokenLabel} (${token.tokenSerial})`,
          }))}
          onChange={(event) => {
            const { value } = event.currentTarget;
            props.onChoose(tokens.find((token) => keyOf(token) === value));
          }}
        />
      )}
      <RefusalNotice refused={refused} />
    </>
  );
}
