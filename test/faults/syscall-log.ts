import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** One thing that happened to the data folder, in the order of the recorder. */
export type Operation =
  | { kind: 'write'; file: string; offset: number; data: Buffer }
  | { kind: 'truncate'; file: string; size: number }
  | { kind: 'sync'; file: string }
  | { kind: 'create'; file: string }
  | { kind: 'rename'; from: string; to: string }
  | { kind: 'unlink'; file: string }
  | { kind: 'acknowledge'; what: 'request' | 'blob'; id: string }
  | { kind: 'begin' };

/** The strace arguments whose output {@link readSyscallLog} understands. */
export const STRACE_ARGUMENTS = [
  '-f',
  '-xx',
  '-s',
  '4194304',
  '-e',
  'trace=openat,open,creat,close,pwrite64,pwritev,write,writev,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,lseek,dup,dup2,fallocate',
] as const;

/**
 * Reads a strace log and answers what was done inside `folder`. Throws when a call on one of its files is of a kind that it cannot replay,
 * so that nothing is silently left out. Calls that another thread interrupted ("unfinished"/"resumed") are joined.
 */
export async function readSyscallLog(logPath: string, folder: string): Promise<Operation[]> {
  const operations: Operation[] = [];
  const reader = createReader(resolve(folder), operations);
  const pending = new Map<string, string>();
  for await (const line of createInterface({
    input: createReadStream(logPath),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    const [, pid = '', rest = ''] = /^(\d+)\s+(.*)$/u.exec(line) ?? [];
    const unfinished = / <unfinished \.\.\.>$/u.exec(rest);
    if (unfinished !== null) {
      pending.set(pid, rest.slice(0, unfinished.index));
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>/u.exec(rest);
    const call = resumed === null ? rest : `${pending.get(pid) ?? ''}${rest.slice(resumed[0].length)}`;
    if (resumed !== null) pending.delete(pid);
    reader(call);
  }
  return operations;
}

function createReader(folder: string, operations: Operation[]) {
  const files = new Map<number, { file: string; position: number; append: boolean }>();
  const inside = (path: string) => path.startsWith(`${folder}/`);
  const text = (hex: string) => bytesOf(hex).toString('utf8');

  function opened(path: string, flags: string, fd: number): void {
    if (!inside(path) || fd < 0) {
      files.delete(fd);
      return;
    }
    files.set(fd, { file: path, position: 0, append: flags.includes('O_APPEND') });
    if (flags.includes('O_CREAT')) operations.push({ kind: 'create', file: path });
    if (flags.includes('O_TRUNC')) operations.push({ kind: 'truncate', file: path, size: 0 });
  }

  function written(fd: number, data: Buffer, offset: number | undefined, done: number): void {
    if (fd === 2) return marked(data.toString('utf8'));
    const open = files.get(fd);
    if (open === undefined) return;
    if (done !== data.length)
      throw new Error(`a short or failed write to ${open.file}: ${done} of ${data.length}`);
    if (open.append) throw new Error(`an appending write to ${open.file} cannot be replayed`);
    const at = offset ?? open.position;
    operations.push({ kind: 'write', file: open.file, offset: at, data });
    if (offset === undefined) open.position += data.length;
  }

  function marked(line: string): void {
    if (line === 'start\n') operations.push({ kind: 'begin' });
    const [, what, id] = /^ack (request|blob) (.+)\n$/u.exec(line) ?? [];
    if (what !== undefined && id !== undefined)
      operations.push({ kind: 'acknowledge', what: what as 'request' | 'blob', id });
  }

  return (call: string): void => {
    const [, name, args = '', result = ''] = /^(\w+)\((.*)\)\s+=\s+(-?\d+|\?)/u.exec(call) ?? [];
    const value = Number(result);
    if (name === undefined || value < 0 || Number.isNaN(value)) return;
    const strings = [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/gu)];
    if (strings.some((match) => match[2] !== undefined) && files.has(Number.parseInt(args, 10)))
      throw new Error(`a string was cut: ${name}`);
    const paths = () => strings.map((match) => resolve(text(match[1] ?? '')));
    const fd = Number.parseInt(args, 10);
    switch (name) {
      case 'openat':
      case 'open':
      case 'creat':
        return opened(paths()[0] ?? '', args, value);
      case 'close':
        files.delete(fd);
        return;
      case 'pwrite64':
        return written(fd, bytesOf(strings[0]?.[1] ?? ''), Number(/(\d+)$/u.exec(args)?.[1]), value);
      case 'write':
        return written(fd, bytesOf(strings[0]?.[1] ?? ''), undefined, value);
      case 'lseek': {
        const open = files.get(fd);
        if (open !== undefined) open.position = value;
        return;
      }
      case 'ftruncate': {
        const open = files.get(fd);
        if (open !== undefined)
          operations.push({ kind: 'truncate', file: open.file, size: Number(/(\d+)$/u.exec(args)?.[1]) });
        return;
      }
      case 'fsync':
      case 'fdatasync': {
        const open = files.get(fd);
        if (open !== undefined) operations.push({ kind: 'sync', file: open.file });
        return;
      }
      case 'rename':
      case 'renameat':
      case 'renameat2': {
        const [from = '', to = ''] = paths();
        if (inside(to)) operations.push({ kind: 'rename', from, to });
        return;
      }
      case 'unlink':
      case 'unlinkat': {
        const [file = ''] = paths();
        if (inside(file)) operations.push({ kind: 'unlink', file });
        return;
      }
      default:
        if (files.has(fd)) throw new Error(`${name} on ${files.get(fd)?.file} cannot be replayed`);
    }
  };
}

function bytesOf(hexEscapes: string): Buffer {
  return Buffer.from(hexEscapes.replaceAll('\\x', ''), 'hex');
}
