import { expect, it } from 'vitest';
import { killCampaign } from './kill-campaign.ts';
import { replayCampaign } from './replay-campaign.ts';

const SEED = 20_261_124;

it('loses and doubles nothing when the host is killed in the middle of commands', async () => {
  const report = await killCampaign({ trials: 6, seed: SEED, progress: () => undefined });
  expect(report).toMatchObject({ lost: 0, doubled: 0, wrong: 0 });
  expect(report.acknowledged).toBeGreaterThan(0);
}, 120_000);

it('loses nothing when unsynced writes are lost, torn and reordered, and the control without syncs does', async () => {
  const ours = await replayCampaign({ trials: 8, seed: SEED, synchronous: 'FULL' });
  expect(ours).toMatchObject({ cuts: 8, lost: 0, unreadable: 0 });
  expect(ours.acknowledged).toBeGreaterThan(0);
  const control = await replayCampaign({ trials: 8, seed: SEED, synchronous: 'OFF' });
  expect(control.lost + control.unreadable).toBeGreaterThan(0);
}, 120_000);
