import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for SANE_CONFIG_DIR that knows one backend only, so that no scanner of the machine is touched. */
export async function aSaneConfig(backend: 'test' | 'airscan', esclAddress?: string) {
  const folder = await mkdtemp(join(tmpdir(), 'sane-'));
  await writeFile(join(folder, 'dll.conf'), `${backend}\n`);
  if (esclAddress !== undefined) {
    const devices = `[devices]\n"Loopback" = ${esclAddress}, eSCL\n\n[options]\ndiscovery = disable\n`;
    await writeFile(join(folder, 'airscan.conf'), devices);
  }
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
