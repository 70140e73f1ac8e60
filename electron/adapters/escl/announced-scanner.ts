import { BlockList, isIPv4, isIPv6 } from 'node:net';
import * as z from 'zod';
import { esclAddress } from './address.ts';

/** A scanner that told the network about itself. Nothing of it was checked: a person says whether it is theirs. */
export interface AnnouncedScanner {
  /** Maker and model, or the name that it was given. */
  readonly name: string;
  /** Its eSCL address, with a slash at its end. */
  readonly address: string;
  /** The number under which it stands in the network, for people to compare. */
  readonly at: string;
}

/** The services under which eSCL scanners announce themselves (Mopria eSCL 2.97, section 4), plain before encrypted. */
export const SCANNER_SERVICES = ['_uscan._tcp.local', '_uscans._tcp.local'] as const;

const MOST_SCANNERS = 50;
const Name = z.string().min(1).max(255);
const Text = z.instanceof(Uint8Array);
/** The records of a DNS answer (RFC 6762) that say something of a service; of any other nothing is read. */
const ServiceRecord = z.discriminatedUnion('type', [
  z.object({ type: z.literal('PTR'), name: Name, data: Name }),
  z.object({
    type: z.literal('SRV'),
    name: Name,
    data: z.object({ port: z.int().min(1).max(65_535), target: Name }),
  }),
  z.object({
    type: z.literal('TXT'),
    name: Name,
    data: z.union([Text.transform((one) => [one]), Text.array()]),
  }),
  z.object({ type: z.literal('A'), name: Name, data: z.string().refine(isIPv4) }),
  z.object({ type: z.literal('AAAA'), name: Name, data: z.string().refine(isIPv6) }),
]);
export type ServiceRecord = z.infer<typeof ServiceRecord>;

/** A path of plain letters, so that it leads nowhere but into the device. */
const ResourcePath = z
  .string()
  .regex(/^\/?[\w.~-]+(\/[\w.~-]+)*\/?$/u)
  .max(100)
  .refine((path) => !path.split('/').some((part) => /^\.+$/u.test(part)));
const Label = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u);

const OFFICE_NETWORK = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  OFFICE_NETWORK.addSubnet(net, bits, 'ipv4');
OFFICE_NETWORK.addSubnet('fc00::', 7, 'ipv6');
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether an address can only be of the office's own network (RFC 1918, RFC 3927, RFC 4193). */
export function isOfOfficeNetwork(address: string): boolean {
  return isIn(OFFICE_NETWORK, address);
}

function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/** The records of an answer that can be read; the rest is passed over. */
export function readRecords(answers: readonly unknown[]): ServiceRecord[] {
  return answers.flatMap((answer) => ServiceRecord.safeParse(answer).data ?? []);
}

/**
 * The scanners that records tell of, each once, plain HTTP rather than HTTPS and IPv4 rather than IPv6. Left out are those with an address
 * outside the office's network, with a path that is none, and those whose records did not all come. `fromHere` says that this machine itself
 * sent the records: only then may a scanner stand at its loopback address, as those on a USB cable do behind ipp-usb.
 */
export function scannersIn(records: readonly ServiceRecord[], fromHere: boolean): AnnouncedScanner[] {
  const found = new Map<string, AnnouncedScanner>();
  for (const [index, service] of SCANNER_SERVICES.entries())
    for (const record of records) {
      if (record.type !== 'PTR' || !isSame(record.name, service)) continue;
      const scanner = scannerNamed(record.data, service, records, {
        fromHere,
        scheme: index === 0 ? 'http' : 'https',
      });
      const key = `${record.data.slice(0, -service.length - 1).toLowerCase()} ${scanner?.at}`;
      if (scanner !== undefined && !found.has(key) && found.size < MOST_SCANNERS) found.set(key, scanner);
    }
  return [...found.values()];
}

/** What still has to be asked for: a responder may leave out the records that go with a name. */
export function missingIn(
  records: readonly ServiceRecord[],
): { name: string; type: 'SRV' | 'TXT' | 'A' | 'AAAA' }[] {
  const instances = records.flatMap((record) =>
    record.type === 'PTR' && SCANNER_SERVICES.some((service) => isSame(service, record.name))
      ? [record.data]
      : [],
  );
  const ask = <T extends 'SRV' | 'TXT' | 'A' | 'AAAA'>(name: string, ...types: T[]) =>
    types.map((type) => ({ name, type }));
  return [...new Set(instances)].flatMap((name): ReturnType<typeof missingIn> => {
    const server = ofType(records, 'SRV', name)[0]?.data.target;
    if (server === undefined) return ask(name, 'SRV', 'TXT');
    const isKnown = [...ofType(records, 'A', server), ...ofType(records, 'AAAA', server)].length > 0;
    return isKnown ? [] : ask(server, 'A', 'AAAA');
  });
}

function scannerNamed(
  instance: string,
  service: string,
  records: readonly ServiceRecord[],
  { fromHere, scheme }: { fromHere: boolean; scheme: 'http' | 'https' },
): AnnouncedScanner | undefined {
  if (!instance.toLowerCase().endsWith(`.${service}`)) return undefined;
  const server = ofType(records, 'SRV', instance)[0]?.data;
  if (server === undefined) return undefined;
  const at = [...ofType(records, 'A', server.target), ...ofType(records, 'AAAA', server.target)]
    .map(({ data }) => data)
    .find((address) => isOfOfficeNetwork(address) || (fromHere && isIn(LOOPBACK, address)));
  if (at === undefined) return undefined;
  const texts = textsOf(ofType(records, 'TXT', instance)[0]?.data ?? []);
  const path = ResourcePath.safeParse(texts.get('rs') ?? 'eSCL').data;
  const name = [texts.get('ty'), instance.slice(0, -service.length - 1)]
    .map((label) => Label.safeParse(label).data)
    .find((label) => label !== undefined);
  if (path === undefined || name === undefined) return undefined;
  const host = isIPv6(at) ? `[${at}]` : at;
  const address = esclAddress(`${scheme}://${host}:${server.port}/${path.replace(/^\//u, '')}`);
  return address === undefined ? undefined : { name, address, at };
}

function ofType<T extends ServiceRecord['type']>(records: readonly ServiceRecord[], type: T, name: string) {
  return records.filter(
    (record): record is Extract<ServiceRecord, { type: T }> =>
      record.type === type && isSame(record.name, name),
  );
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Keys and values of a text record (RFC 6763, 6.3 and 6.4): of a key told twice the first counts. */
function textsOf(strings: readonly Uint8Array[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const bytes of strings) {
    const [, key, value] = /^([\x20-\x3c\x3e-\x7e]+)=(.*)$/su.exec(Buffer.from(bytes).toString()) ?? [];
    if (key !== undefined && value !== undefined && !texts.has(key.toLowerCase()))
      texts.set(key.toLowerCase(), value);
  }
  return texts;
}
