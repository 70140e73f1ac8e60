import createSocket from 'multicast-dns';

type Packet = Parameters<createSocket.MulticastDNS['respond']>[0];
type Records = NonNullable<Extract<Packet, { answers?: unknown }>['answers']>;

/** Answers questions of multicast DNS on loopback with the records of that name and type, as a device's own responder does. */
export async function startMdnsResponder({
  port,
  records,
  withAdditionals = true,
}: {
  port: number;
  records: Records;
  /** Sends everything that goes with a pointer beside it, as most devices do; without, each record is to be asked for. */
  withAdditionals?: boolean;
}): Promise<{ asked: () => number; close(): Promise<void> }> {
  const socket = createSocket({ port, interface: '127.0.0.1', bind: '0.0.0.0' });
  let asked = 0;
  socket.on('query', ({ questions = [] }) => {
    asked += 1;
    const answers = questions.flatMap(({ name, type }) =>
      records.filter((record) => record.name === name && record.type === type),
    );
    if (answers.length === 0) return;
    const others = records.filter((record) => !answers.includes(record));
    socket.respond({ answers, additionals: withAdditionals ? others : [] });
  });
  await new Promise<void>((resolve) => socket.once('ready', resolve));
  return {
    asked: () => asked,
    close: () => new Promise((resolve) => socket.destroy(() => resolve())),
  };
}

/** The records of an eSCL scanner, in the form that devices give them. */
export function scannerRecords({
  name = 'Kyocera TASKalfa 2554ci (0a:1b:2c)',
  service = '_uscan._tcp.local',
  host = 'KM0A1B2C.local',
  at = '127.0.0.1',
  port = 80,
  texts = ['txtvers=1', 'rs=eSCL', 'ty=Kyocera TASKalfa 2554ci', 'is=platen,adf', 'duplex=T'],
} = {}): Records {
  const instance = `${name}.${service}`;
  return [
    { type: 'PTR', name: service, ttl: 4500, data: instance },
    { type: 'SRV', name: instance, ttl: 120, data: { target: host, port, priority: 0, weight: 0 } },
    { type: 'TXT', name: instance, ttl: 4500, data: texts.map((text) => Buffer.from(text)) },
    { type: at.includes(':') ? 'AAAA' : 'A', name: host, ttl: 120, data: at },
  ];
}
