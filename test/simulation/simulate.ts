import { startOfOfficeDay } from '../../shared/domain/time/office-time.ts';
import type { Instant, PlainDate } from '../../shared/types/clock.ts';
import { liveByUseCases } from './by-use-cases.ts';
import { daysOf, type HistoryOptions, history } from './history.ts';
import { liveInBulk } from './in-bulk.ts';
import { foundOffice, type SimulatedOffice } from './simulated-office.ts';

/** Up to so many dossiers every step goes through the contract. */
const BY_USE_CASES = 10_000;

/** What a simulation was asked for. */
export interface SimulationOptions extends HistoryOptions {
  folder: string;
  /** `use-cases` or `bulk`; by the number of dossiers when left out. */
  way?: 'use-cases' | 'bulk';
}

/** Fills a new data folder with the history of a practice office; `said` is told how far it is. The same options give the same history. */
export async function simulate(
  options: SimulationOptions,
  said: (line: string) => void = () => undefined,
): Promise<void> {
  const days = daysOf(options);
  const way = options.way ?? (options.dossiers <= BY_USE_CASES ? 'use-cases' : 'bulk');
  const office = await foundOffice(options.folder, options.seed, days[0] as PlainDate);
  try {
    let steps = 0;
    const lived = (at: string) => {
      steps += 1;
      if (steps % 20_000 === 0) said(`${at.slice(0, 10)}  ${steps} steps`);
    };
    const receiptedBefore = startOfOfficeDay(options.until);
    if (way === 'use-cases') await liveByUseCases(office, history(options), lived);
    settleDeliveries(office, receiptedBefore);
    if (way === 'bulk') await liveInBulk(office, history(options), receiptedBefore, lived);
    await office.finish();
    said(
      `${steps} steps of ${options.dossiers} dossiers on ${days.length} days, ${days[0]} to ${days.at(-1)}`,
    );
  } catch (error) {
    await office.abandon();
    throw error;
  }
}

/**
 * The province has what was sent before the last day. There was no province: these packets stand as received without a receipt, which only a practice
 * folder may have. What is lived in bulk afterwards is written like this at once.
 */
function settleDeliveries({ running }: SimulatedOffice, before: Instant): void {
  const { write } = running.host.active().folder;
  write
    .prepare(`
    UPDATE packet_delivery SET state = 'receipted', attempts = 1
    WHERE (epoch, seq) IN (SELECT epoch, seq FROM packet WHERE created_at < ?)`)
    .run(before);
}
