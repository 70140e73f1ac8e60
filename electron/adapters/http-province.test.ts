import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { createHttpProvince } from './http-province.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** What stands at the address, answering as the test says. */
async function anAddress(listener: RequestListener): Promise<string> {
  const made = createServer(listener);
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(made.address() as { port: number }).port}`;
}

const ask = (url: string, answerMs = 1000) =>
  createHttpProvince({ answerMs }).missingFiles({ url, bearer: 'secret' }, []);

it('follows no redirection, so that the token stays where it belongs', async () => {
  let asked = 0;
  const url = await anAddress((_request, response) => {
    asked += 1;
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect(await ask(url)).toMatchObject({
    ok: false,
    refusal: { code: 'PROVINCE_ANSWER_UNREADABLE', data: { detail: 'redirected' } },
  });
  expect(asked).toBe(1);
});

it('gives up an answer that trickles', async () => {
  const url = await anAddress((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 20);
    response.once('close', () => clearInterval(timer));
  });
  expect(await ask(url, 300)).toEqual({
    ok: false,
    refusal: { code: 'PROVINCE_UNREACHABLE', data: { reason: 'TIMEOUT' } },
  });
});

it('believes neither surplus fields nor a refusal that is not of the wire', async () => {
  const bodies = ['{"missing":[],"surplus":1}', '[]', '"', ''];
  const url = await anAddress((_request, response) => response.end(bodies.shift()));
  for (const _body of [...bodies])
    expect(await ask(url)).toMatchObject({ refusal: { code: 'PROVINCE_ANSWER_UNREADABLE' } });
  const other = await anAddress((_request, response) => response.writeHead(404).end('<html>'));
  expect(await ask(other)).toMatchObject({
    refusal: { code: 'PROVINCE_ANSWER_UNREADABLE', data: { status: 404 } },
  });
});

it('names the reason of a connection that is not there', async () => {
  expect(await ask('http://127.0.0.1:1')).toMatchObject({
    refusal: {
      code: 'PROVINCE_UNREACHABLE',
      data: { reason: expect.stringMatching(/ECONNREFUSED|bad port|TypeError|Error/u) },
    },
  });
});

it('tells a failing server from a refusing one', async () => {
  const statuses = [500, 503, 429, 408];
  const url = await anAddress((_request, response) => response.writeHead(statuses.shift() ?? 500).end());
  for (const status of [...statuses])
    expect(await ask(url)).toEqual({ ok: false, refusal: { code: 'PROVINCE_FAILING', data: { status } } });
  const other = await anAddress((_request, response) =>
    response.writeHead(403).end('{"code":"TOKEN_WITHDRAWN","detail":""}'),
  );
  expect(await ask(other)).toEqual({
    ok: false,
    refusal: { code: 'PROVINCE_NOT_ADMITTED', data: { reason: 'TOKEN_WITHDRAWN' } },
  });
});
