import type { HealthItem } from '../../../shared/contract/health.ts';
import { contract } from '../../../shared/contract/index.ts';
import { secondsBetween } from '../../../shared/domain/time/office-time.ts';
import { ok } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { queryHandler } from '../../host/handlers.ts';

const GIB = 1024 ** 3;
const BACKUP_GROWS_OLD_AFTER_SECONDS = 36 * 3600;

/** The health check: each item with its state and the figures its message shows. */
export const getHealth = queryHandler(contract.health.get, async (_input, context) => {
  const { clock, host } = context;
  const items = [
    integrity(context),
    cleanShutdown(context),
    keySlots(context),
    recoveryShares(context),
    await diskSpace(context),
    backup(context),
    unsentPackets(context),
    auditChain(context),
    clockItem(context),
  ];
  return ok({ items, version: host.version, checkedAt: clock.now() });
});

function integrity({ counter }: QueryContext): HealthItem {
  const { state, progress } = counter.folder.quickCheck;
  const states = { running: 'checking', passed: 'good', failed: 'bad', cancelled: 'attention' } as const;
  return { check: 'integrity', state: states[state], figures: { percent: Math.round(progress * 100) } };
}

function cleanShutdown({ counter }: QueryContext): HealthItem {
  return {
    check: 'clean-shutdown',
    state: counter.folder.wasCleanShutdown ? 'good' : 'attention',
    figures: {},
  };
}

function keySlots({ counter }: QueryContext): HealthItem {
  const inFile = counter.folder.warnings.includes('KEY_FILE_IN_USE');
  return {
    check: 'key-slots',
    state: inFile ? 'attention' : 'good',
    figures: { kinds: counter.folder.keySlots.kinds().join(', ') },
  };
}

function recoveryShares({ counter }: QueryContext): HealthItem {
  const issued = counter.folder.keySlots.kinds().includes('recovery-shares');
  return { check: 'recovery-shares', state: issued ? 'good' : 'attention', figures: {} };
}

async function diskSpace({ host, counter }: QueryContext): Promise<HealthItem> {
  const free = await host.diskSpace.free(counter.folder.path);
  const state = free < GIB ? 'bad' : free < 10 * GIB ? 'attention' : 'good';
  return { check: 'disk-space', state, figures: { freeGib: Math.floor((free / GIB) * 10) / 10 } };
}

function backup({ readers, clock }: QueryContext): HealthItem {
  const last = readers.settings.get('backup.last');
  const directory = readers.settings.get('backup.directory') ?? '';
  if (last === null)
    return { check: 'backup', state: 'attention', figures: { directory, finishedAt: '', name: '' } };
  const age = secondsBetween(last.finishedAt, clock.now());
  const state = age > BACKUP_GROWS_OLD_AFTER_SECONDS ? 'attention' : 'good';
  return { check: 'backup', state, figures: { directory, finishedAt: last.finishedAt, name: last.name } };
}

function unsentPackets({ readers }: QueryContext): HealthItem {
  const { count, oldestAt } = readers.outbox.unsent();
  return {
    check: 'unsent-packets',
    state: count === 0 ? 'good' : 'attention',
    figures: { count, oldestAt: oldestAt ?? '' },
  };
}

function auditChain({ counter }: QueryContext): HealthItem {
  const last = counter.auditWatch.last;
  if (last === undefined)
    return {
      check: 'audit-chain',
      state: 'attention',
      figures: { entries: 0, verifiedAt: '', firstBrokenSeq: 0 },
    };
  return {
    check: 'audit-chain',
    state: last.intact ? 'good' : 'bad',
    figures: { entries: last.entries, verifiedAt: last.verifiedAt, firstBrokenSeq: last.firstBrokenSeq ?? 0 },
  };
}

function clockItem({ readers, clock }: QueryContext): HealthItem {
  const lastEventAt = readers.journal.findLastEventAt();
  const now = clock.now();
  const behind = lastEventAt !== undefined && now < lastEventAt;
  return { check: 'clock', state: behind ? 'bad' : 'good', figures: { now, lastEventAt: lastEventAt ?? '' } };
}
