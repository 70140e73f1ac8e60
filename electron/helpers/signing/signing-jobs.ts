import { ok, type Result } from '../../../shared/types/result.ts';
import type {
  EngineJob,
  FileChange,
  JobOutcome,
  KeyJob,
  PreparedSignature,
  SignerRefusal,
} from '../../host/ports/signer.ts';

/** Work with keys, as a helper process runs it. The driver of a token is loaded only where one is asked for. */
export async function runKeyJob({ job, request }: KeyJob): Promise<JobOutcome> {
  if (job === 'tokens') {
    const { listTokens, loadDriver } = await tokenCode();
    return listTokens(request.module, loadDriver);
  }
  const { source } = request;
  if (job === 'certificates') {
    if (source.kind === 'pkcs12')
      return await (await keyFileCode()).pkcs12Certificates(source.path, request.pin ?? '');
    const { tokenCertificates, loadDriver } = await tokenCode();
    return tokenCertificates(source, loadDriver);
  }
  const { pin, fingerprint, payloads } = request;
  if (source.kind === 'pkcs12') {
    return await (await keyFileCode()).signWithPkcs12(source.path, pin, fingerprint, payloads);
  }
  const { signWithToken, loadDriver } = await tokenCode();
  return signWithToken(source, request, loadDriver);
}

/** Work with files, as a helper process runs it. */
export async function runEngineJob({ job, request }: EngineJob): Promise<JobOutcome> {
  switch (job) {
    case 'add-fields': {
      const added = (await import('./add-signature-fields.ts')).addSignatureFields(request);
      return added.ok ? ok(changeOf(request.pdf, added.value)) : added;
    }
    case 'add-marked-field': {
      const added = await (await import('./add-marked-field.ts')).addMarkedField(request);
      return added.ok ? ok(changeOf(request.pdf, added.value)) : added;
    }
    case 'prepare':
      return preparedChange(request.pdf, (await import('./prepare-signature.ts')).prepareSignature(request));
    case 'certify':
      return preparedChange(
        request.pdf,
        await (await import('./certify-document.ts')).certifyDocument(request),
      );
    case 'state': {
      const stated = await (await import('./certify-document.ts')).stateDocument(request);
      return stated.ok ? ok(changeOf(request.pdf, stated.value)) : stated;
    }
    case 'complete':
      return (await import('./complete-signature.ts')).completeSignature(request);
  }
}

function preparedChange(before: Uint8Array, prepared: Result<PreparedSignature, SignerRefusal>): JobOutcome {
  if (!prepared.ok) return prepared;
  const { pdf, manifest } = prepared.value;
  return ok({ change: changeOf(before, pdf), manifest });
}

function changeOf(before: Uint8Array, after: Uint8Array): FileChange {
  const kept = Buffer.compare(before, after.subarray(0, before.length)) === 0 ? before.length : 0;
  return { kept, bytes: new Uint8Array(after.subarray(kept)) };
}

function keyFileCode() {
  return import('./pkcs12-key.ts');
}

async function tokenCode() {
  const [keys, { loadDriver }] = await Promise.all([
    import('./pkcs11/token-key.ts'),
    import('./pkcs11/driver.ts'),
  ]);
  return { ...keys, loadDriver };
}
