import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ProvinceHealth } from '../../shared/domain/delivery/province-wire.ts';
import { temporaryFolder } from '../support/headless-host.ts';
import { anInstallation } from './an-installation.ts';

interface Program {
  url: string;
  enrolmentCode: string;
  stop(): Promise<number | null>;
}

function startProgram(args: readonly string[]): Promise<Program> {
  const child = spawn(process.execPath, ['build/run.mjs', 'province', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stop = () => {
    child.kill('SIGTERM');
    return exited;
  };
  return new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (line: string) => resolve({ ...JSON.parse(line), stop }));
    void exited.then((code) => reject(new Error(`the province ended with ${code}`)));
  });
}

it('says where it is in one line, and keeps codes, packets and its receipt key in its folder', async () => {
  const folder = temporaryFolder('qmc-province-');
  const first = await startProgram(['--port', '0', '--enrol', 'ma-ghi-danh', '--data', folder]);
  expect(first.enrolmentCode).toBe('ma-ghi-danh');
  const health = ProvinceHealth.parse(await (await fetch(`${first.url}/v1/health`)).json());
  expect(health.mode).toBe('practice');
  const counter = anInstallation(first.url, 'practice');
  const { receiptKey } = await counter.register('ma-ghi-danh');
  const packet = counter.packet(1);
  const receipt = await (await counter.send(packet)).json();
  expect(await first.stop()).toBe(0);
  const port = new URL(first.url).port;
  const second = await startProgram(['--port', port, '--data', folder]);
  expect(await (await counter.send(packet)).json()).toEqual(receipt);
  expect((await counter.register('ma-ghi-danh')).receiptKey).toBe(receiptKey);
  expect(await second.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
}, 60_000);
