import { expect, it } from 'vitest';
import { byteFaults, careless, judgeOf, pdfCampaign } from './pdf-campaign.ts';
import { pdfSeeds } from './pdf-seeds.ts';

it('never calls a changed PDF valid that shows anything else, and finds a judge that does', async () => {
  const seeds = await pdfSeeds({ over: 3, seed: 20_261_130 });
  const judge = judgeOf(seeds);
  expect(seeds.good.map((good) => judge(good).verdict)).toEqual(seeds.good.map(() => 'valid'));
  const report = pdfCampaign(seeds, { trials: 40, seed: 20_261_130, judge });
  expect(report).toMatchObject({ trials: 40, crashes: 0, slow: 0, wrong: 0, examples: [] });
  const control = pdfCampaign(seeds, { trials: 20, seed: 20_261_130, judge: careless(judge) });
  expect(control.wrong).toBeGreaterThan(0);
  for (const good of seeds.good) expect(byteFaults(good, { each: 2, seed: 20_261_130, judge })).toEqual([]);
});
