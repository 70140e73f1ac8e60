import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ProvinceMode } from '../../shared/domain/delivery/province-wire.ts';
import { startProvince } from './province-server.ts';

// `npm run province -- --port N [--enrol CODE] [--data DIR] [--mode practice|official] [--name NAME] [--back-office SECONDS]`: the reference
// province on 127.0.0.1 until it is asked to stop. With --back-office its agencies move every dossier that was received for them one step on,
// again and again. Prints one JSON line when it is ready.
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    enrol: { type: 'string' },
    data: { type: 'string' },
    mode: { type: 'string', default: 'practice' },
    name: { type: 'string' },
    'back-office': { type: 'string' },
  },
});
const folder = values.data === undefined ? undefined : resolve(values.data);
if (folder !== undefined) await mkdir(folder, { recursive: true });
const province = await startProvince({
  port: Number(values.port),
  mode: ProvinceMode.parse(values.mode),
  ...(values.enrol === undefined ? {} : { enrolmentCode: values.enrol }),
  ...(values.name === undefined ? {} : { name: values.name }),
  ...(folder === undefined ? {} : { folder }),
});
process.stdout.write(`${JSON.stringify({ url: province.url, enrolmentCode: province.enrolmentCode })}\n`);
const seconds = Number(values['back-office'] ?? 0);
const working =
  seconds > 0
    ? setInterval(
        () => void province.backOffice.workOn(new Date().toISOString()).catch(() => undefined),
        seconds * 1000,
      )
    : undefined;
await new Promise<void>((stop) => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop());
});
clearInterval(working);
await province.close();
