import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

it('does one thing after the other, and each sees what the one before left', async () => {
  const turns = createTurns();
  let value = 1;
  const put = async (next: () => number) => {
    await Promise.resolve();
    value = next();
  };
  const double = () => void turns.take(() => put(() => value * 2));
  const first = turns.take(() => put(() => value + 2));
  turns.whenFree(double);
  turns.whenFree(() => undefined);
  turns.whenFree(double);
  expect(await turns.take(async () => 'second')).toBeUndefined();
  await first;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(value).toBe(12);
});

it('lets no more than a few presses of a held key wait', async () => {
  const turns = createTurns();
  let runs = 0;
  const first = turns.take(() => new Promise((resolve) => setTimeout(resolve)));
  for (let press = 0; press < 30; press++) turns.whenFree(() => runs++);
  await first;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(runs).toBe(8);
});

it('goes on after work that failed', async () => {
  const turns = createTurns();
  await expect(turns.take(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  expect(await turns.take(async () => 'next')).toBe('next');
});
