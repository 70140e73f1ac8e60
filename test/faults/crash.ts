import { parseArgs } from 'node:util';
import { killCampaign } from './kill-campaign.ts';
import { replayCampaign } from './replay-campaign.ts';

/**
 * Crash campaign. First the host is killed with SIGKILL at random moments of mixed commands; a driver in another process holds every
 * acknowledgement and asks each one again. Then a recorded run of the same commands is cut at random moments with its unsynced writes lost,
 * torn and reordered; the same is done to a control run with synchronous=OFF, which must lose.
 */
const { values } = parseArgs({
  options: { trials: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
const trials = Number(values.trials);
const seed = Number(values.seed);
const kills = await killCampaign({ trials, seed, progress: (text) => process.stderr.write(`${text}\n`) });
const replays = await replayCampaign({ trials, seed, synchronous: 'FULL' });
const control = await replayCampaign({ trials, seed, synchronous: 'OFF' });

const lost = kills.lost + replays.lost;
const wrong = kills.wrong + replays.unreadable;
const ok = lost === 0 && kills.doubled === 0 && wrong === 0 && control.lost + control.unreadable > 0;
const figures = {
  acknowledged: kills.acknowledged,
  reasked: kills.reasked,
  unacknowledged: kills.unacknowledged,
  killedWhileStarting: kills.killedWhileStarting,
  replayed: replays.cuts,
  replayedAcknowledged: replays.acknowledged,
  controlCuts: control.cuts,
  controlLost: control.lost,
  controlUnreadable: control.unreadable,
};
process.stdout.write(
  `${JSON.stringify({ faults: 'crash', trials, lost, doubled: kills.doubled, wrong, ok, figures })}\n`,
);
process.exitCode = ok ? 0 : 1;
