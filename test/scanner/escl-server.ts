import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the scanner misbehaves; `after` counts pages that are sent well before. */
export type EsclFault =
  | { kind: 'busy'; times: number }
  | { kind: 'wait'; times: number }
  | {
      kind:
        | 'jam'
        | 'cover-open'
        | 'door-open'
        | 'gone'
        | 'torn-jpeg'
        | 'panel-cancel'
        | 'silent'
        | 'stalled'
        | 'not-jpeg';
      after: number;
    }
  | { kind: 'garbage-xml'; of: 'ScannerCapabilities' | 'ScannerStatus' }
  | { kind: 'not-http' };

export interface EsclServer {
  /** Ends with a slash. */
  readonly address: string;
  readonly port: number;
  /** Sheets in the feeder: sides in their order, JPEG A4. */
  load(sides: readonly Buffer[]): void;
  misbehave(fault: EsclFault | undefined): void;
  /** Method and path of every question, in order. */
  readonly asked: readonly string[];
  /** Bodies of posted jobs. */
  readonly settings: readonly string[];
  close(): Promise<void>;
}

const ADF_STATES = {
  jam: 'ScannerAdfJam',
  'cover-open': 'ScannerAdfHatchOpen',
  'door-open': 'ScannerAdfDoorOpen',
} as const;

interface Job {
  readonly path: string;
  readonly platen: boolean;
  state: 'Processing' | 'Completed' | 'Canceled' | 'Aborted';
  sent: number;
}

interface Device {
  feeder: Buffer[];
  fault: EsclFault | undefined;
  adfState: string | undefined;
  job: Job | undefined;
  waits: number;
  readonly dpi: number;
  readonly tellsOrigin: string;
  readonly asked: string[];
  readonly settings: string[];
}

/**
 * A scanner on loopback that feeds given JPEG files: feeder with duplex, and a flatbed that shows the first of them. It tells
 * a job's place by its path, or as an address at `tellsOrigin`.
 */
export async function startEsclServer({
  sides = [] as readonly Buffer[],
  dpi = 200,
  port = 0,
  tellsOrigin = '',
} = {}): Promise<EsclServer> {
  const device: Device = {
    feeder: [...sides],
    fault: undefined,
    adfState: undefined,
    job: undefined,
    waits: 0,
    dpi,
    tellsOrigin,
    asked: [],
    settings: [],
  };
  const server = createServer((request, response) => void answer(device, request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: own } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${own}/eSCL/`,
    port: own,
    load: (next) => {
      device.feeder = [...next];
      device.adfState = undefined;
    },
    misbehave: (fault) => {
      device.fault = fault;
      device.waits = 0;
      device.adfState = undefined;
    },
    asked: device.asked,
    settings: device.settings,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(device: Device, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://scanner').pathname;
  device.asked.push(`${request.method} ${path}`);
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { fault, job } = device;
  if (fault?.kind === 'not-http') return void response.socket?.end('SSH-2.0-scanner\r\n');
  if (fault?.kind === 'garbage-xml' && path === `/eSCL/${fault.of}`)
    return send(response, 200, 'text/xml', '<scan:ScannerCapabilities><pwg:Version>2.0</scan:Ver');
  if (path === '/eSCL/ScannerCapabilities') return send(response, 200, 'text/xml', capabilities(device));
  if (path === '/eSCL/ScannerStatus') return send(response, 200, 'text/xml', status(device));
  if (path === '/eSCL/ScanJobs' && request.method === 'POST') return startJob(device, body, response);
  if (job !== undefined && path === job.path && request.method === 'DELETE') {
    if (job.state === 'Processing') job.state = 'Canceled';
    return send(response, 200, 'text/plain', '');
  }
  if (job !== undefined && path === `${job.path}/NextDocument`) return nextDocument(device, job, response);
  return send(response, 404, 'text/plain', '');
}

function startJob(device: Device, body: string, response: ServerResponse): void {
  const { fault } = device;
  if (fault?.kind === 'busy' && device.waits < fault.times) {
    device.waits += 1;
    return send(response, 503, 'text/plain', '');
  }
  if (device.job?.state === 'Processing') return send(response, 503, 'text/plain', '');
  const platen = body.includes('<pwg:InputSource>Platen<');
  if (!platen && device.feeder.length === 0) return send(response, 409, 'text/plain', '');
  device.settings.push(body);
  device.waits = 0;
  device.job = { path: `/eSCL/ScanJobs/${randomUUID()}`, platen, state: 'Processing', sent: 0 };
  response.setHeader('Location', `${device.tellsOrigin}${device.job.path}`);
  send(response, 201, 'text/plain', '');
}

function nextDocument(device: Device, job: Job, response: ServerResponse): void {
  const { fault } = device;
  if (fault?.kind === 'wait' && device.waits < fault.times) {
    device.waits += 1;
    return send(response, 503, 'text/plain', '');
  }
  device.waits = 0;
  if (fault !== undefined && 'after' in fault && fault.after === job.sent)
    return misbehave(device, job, fault.kind, response);
  const side =
    job.state !== 'Processing' ? undefined : job.platen && job.sent > 0 ? undefined : device.feeder[0];
  if (side === undefined) {
    if (job.state === 'Processing') job.state = 'Completed';
    return send(response, 404, 'text/plain', '');
  }
  if (!job.platen) device.feeder.shift();
  job.sent += 1;
  send(response, 200, 'image/jpeg', side);
}

function misbehave(
  device: Device,
  job: Job,
  kind: Extract<EsclFault, { after: number }>['kind'],
  response: ServerResponse,
): void {
  const side = device.feeder[0] ?? Buffer.alloc(0);
  const half = side.subarray(0, side.length / 2);
  switch (kind) {
    case 'jam':
    case 'cover-open':
    case 'door-open':
      job.state = 'Aborted';
      device.adfState = ADF_STATES[kind];
      return send(response, 404, 'text/plain', '');
    case 'panel-cancel':
      job.state = 'Canceled';
      return send(response, 404, 'text/plain', '');
    case 'gone':
    case 'stalled':
      response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': side.length });
      response.write(half, () => {
        if (kind === 'gone') response.socket?.destroy();
      });
      return;
    case 'torn-jpeg':
      return send(response, 200, 'image/jpeg', half);
    case 'not-jpeg':
      return send(response, 200, 'text/html', '<h1>Please sign in</h1>');
    case 'silent':
      return;
    default:
      return kind satisfies never;
  }
}

function send(response: ServerResponse, code: number, type: string, body: string | Buffer): void {
  response.writeHead(code, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

const NAMESPACES =
  'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"';

function capabilities({ dpi }: Device): string {
  const caps = (name: string) =>
    `<scan:${name}><scan:MinWidth>300</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth><scan:MinHeight>300</scan:MinHeight>` +
    '<scan:MaxHeight>3508</scan:MaxHeight><scan:MaxScanRegions>1</scan:MaxScanRegions><scan:SettingProfiles><scan:SettingProfile>' +
    '<scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>' +
    '<scan:DocumentFormats><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat><scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:DocumentFormats>' +
    `<scan:SupportedResolutions><scan:DiscreteResolutions><scan:DiscreteResolution><scan:XResolution>${dpi}</scan:XResolution>` +
    `<scan:YResolution>${dpi}</scan:YResolution></scan:DiscreteResolution></scan:DiscreteResolutions></scan:SupportedResolutions>` +
    `</scan:SettingProfile></scan:SettingProfiles></scan:${name}>`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<!-- of a test -->\n<scan:ScannerCapabilities ${NAMESPACES}>` +
    '<pwg:Version>2.63</pwg:Version><pwg:MakeAndModel>Loopback &amp; Sons S-200</pwg:MakeAndModel><pwg:SerialNumber>0001</pwg:SerialNumber>' +
    `<scan:Platen>${caps('PlatenInputCaps')}</scan:Platen>` +
    `<scan:Adf>${caps('AdfSimplexInputCaps')}${caps('AdfDuplexInputCaps')}<scan:FeederCapacity>50</scan:FeederCapacity></scan:Adf>` +
    '</scan:ScannerCapabilities>'
  );
}

function status({ feeder, adfState, job }: Device): string {
  const adf = adfState ?? (feeder.length === 0 ? 'ScannerAdfEmpty' : 'ScannerAdfLoaded');
  const state = job?.state === 'Processing' ? 'Processing' : 'Idle';
  const info =
    job === undefined
      ? ''
      : `<scan:Jobs><scan:JobInfo><pwg:JobUri>${job.path}</pwg:JobUri><scan:Age>1</scan:Age><pwg:ImagesCompleted>${job.sent}</pwg:ImagesCompleted>` +
        `<pwg:JobState>${job.state}</pwg:JobState></scan:JobInfo></scan:Jobs>`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?><scan:ScannerStatus ${NAMESPACES}><pwg:Version>2.63</pwg:Version>` +
    `<pwg:State>${state}</pwg:State><scan:AdfState>${adf}</scan:AdfState>${info}</scan:ScannerStatus>`
  );
}
