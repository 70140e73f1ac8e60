import koffi, { type LibraryHandle, type TypeObject } from 'koffi';
import { CK, type Cryptoki, CryptokiError, type SearchAttribute, type TokenInfo } from './cryptoki.ts';

/** CK_ULONG is `unsigned long`: 4 bytes on Windows, where structures are also packed. */
const ULONG = koffi.sizeof('ulong');
const POINTER = koffi.sizeof('void *');
const IS_WINDOWS = process.platform === 'win32';
const MOST_SLOTS = 64;
const MOST_OBJECTS = 256;
const LARGEST_ATTRIBUTE = 64 * 1024;
const LARGEST_SIGNATURE = 1024;

/** The functions of CK_FUNCTION_LIST in its order, as far as they are needed; the place decides. */
const FUNCTION_PLACES = {
  C_Initialize: 0,
  C_GetSlotList: 4,
  C_GetTokenInfo: 6,
  C_OpenSession: 12,
  C_CloseSession: 13,
  C_Login: 18,
  C_Logout: 19,
  C_GetAttributeValue: 24,
  C_FindObjectsInit: 26,
  C_FindObjects: 27,
  C_FindObjectsFinal: 28,
  C_SignInit: 42,
  C_Sign: 43,
} as const;
type FunctionName = keyof typeof FUNCTION_PLACES;

/** Arguments by size only: numbers as CK_ULONG, buffers and null as addresses. */
const ARGUMENTS: Readonly<Record<FunctionName, string>> = {
  C_Initialize: 'p',
  C_GetSlotList: 'bpp',
  C_GetTokenInfo: 'up',
  C_OpenSession: 'uuppp',
  C_CloseSession: 'u',
  C_Login: 'uupu',
  C_Logout: 'u',
  C_GetAttributeValue: 'uupu',
  C_FindObjectsInit: 'upu',
  C_FindObjects: 'upup',
  C_FindObjectsFinal: 'u',
  C_SignInit: 'upu',
  C_Sign: 'upupp',
};
const KINDS: Readonly<Record<string, string>> = { p: 'void *', u: 'ulong', b: 'uint8' };

type Argument = number | Buffer | null;
type Call = (name: FunctionName, ...args: Argument[]) => number;

const loaded = new Map<string, Cryptoki>();
/** koffi unloads a library that nobody holds, and the addresses of its functions do not hold it. */
const libraries: LibraryHandle[] = [];

/**
 * Loads a driver, once per process and for good: drivers do not survive being initialised twice. Throws when the file is no driver.
 * A 32-bit driver needs a 32-bit process.
 */
export function loadDriver(path: string): Cryptoki {
  let driver = loaded.get(path);
  if (driver === undefined) {
    driver = createCryptoki(functionTable(path));
    loaded.set(path, driver);
  }
  return driver;
}

function functionTable(path: string): Call {
  // A driver brings its own OpenSSL: it must not meet the one that Node exports (RTLD_DEEPBIND).
  const library = koffi.load(path, { deep: true });
  libraries.push(library);
  const getFunctionList = library.func('C_GetFunctionList', 'ulong', ['void *']);
  const list = Buffer.alloc(POINTER);
  const returned = Number(getFunctionList(list));
  if (returned !== CK.ok) throw new CryptokiError('C_GetFunctionList', returned);
  const table = readPointer(list, 0);
  // CK_VERSION, two bytes, stands before the functions.
  const first = IS_WINDOWS ? 2 : POINTER;
  const functions = new Map<FunctionName, (...args: Argument[]) => unknown>();
  for (const name of Object.keys(FUNCTION_PLACES) as FunctionName[]) {
    const address = koffi.decode(table, first + FUNCTION_PLACES[name] * POINTER, 'void *');
    const kinds = [...ARGUMENTS[name]].map((kind) => KINDS[kind] ?? 'void *');
    const prototype: TypeObject = koffi.proto('ulong', kinds);
    functions.set(name, (...args) => koffi.call(address, prototype, ...args));
  }
  return (name, ...args) => Number(functions.get(name)?.(...args));
}

function createCryptoki(call: Call): Cryptoki {
  const must = (name: FunctionName, ...args: Argument[]): void => {
    const returned = call(name, ...args);
    if (returned !== CK.ok) throw new CryptokiError(name, returned);
  };
  const initialised = call('C_Initialize', null);
  if (initialised !== CK.ok && initialised !== CK.alreadyInitialized) {
    throw new CryptokiError('C_Initialize', initialised);
  }
  return {
    slots() {
      const list = Buffer.alloc(MOST_SLOTS * ULONG);
      const count = ulong(MOST_SLOTS);
      must('C_GetSlotList', 1, list, count);
      return Array.from({ length: readUlong(count, 0) }, (_none, at) => readUlong(list, at * ULONG));
    },
    tokenInfo(slot) {
      const info = Buffer.alloc(512);
      must('C_GetTokenInfo', slot, info);
      return readTokenInfo(info);
    },
    openSession(slot) {
      const session = ulong(0);
      must('C_OpenSession', slot, CK.serialSession, null, null, session);
      return readUlong(session, 0);
    },
    closeSession: (session) => must('C_CloseSession', session),
    login(session, user, pin) {
      const bytes = Buffer.from(pin, 'utf8');
      try {
        must('C_Login', session, user, bytes, bytes.length);
      } finally {
        bytes.fill(0);
      }
    },
    logout: (session) => must('C_Logout', session),
    find(session, template) {
      const { bytes, held } = attributeList(template);
      must('C_FindObjectsInit', session, bytes, template.length);
      const found = Buffer.alloc(MOST_OBJECTS * ULONG);
      const count = ulong(0);
      try {
        must('C_FindObjects', session, found, MOST_OBJECTS, count);
      } finally {
        call('C_FindObjectsFinal', session);
        held.length = 0;
      }
      return Array.from({ length: readUlong(count, 0) }, (_none, at) => readUlong(found, at * ULONG));
    },
    attribute(session, object, type) {
      const value = Buffer.alloc(LARGEST_ATTRIBUTE);
      const { bytes } = attributeList([{ type, value }]);
      if (call('C_GetAttributeValue', session, object, bytes, 1) !== CK.ok) return undefined;
      return value.subarray(0, readUlong(bytes, ULONG + POINTER));
    },
    sign(session, mechanism, key, data, authenticate) {
      const { bytes } = attributeList([{ type: mechanism, value: Buffer.alloc(0) }]);
      must('C_SignInit', session, bytes, key);
      authenticate?.();
      const signature = Buffer.alloc(LARGEST_SIGNATURE);
      const length = ulong(LARGEST_SIGNATURE);
      must('C_Sign', session, Buffer.from(data), data.length, signature, length);
      return signature.subarray(0, readUlong(length, 0));
    },
    ulong,
  };
}

/** CK_ATTRIBUTE and CK_MECHANISM are the same three words: a number, an address, a length. */
function attributeList(template: readonly SearchAttribute[]): { bytes: Buffer; held: Buffer[] } {
  const size = ULONG + POINTER + ULONG;
  const bytes = Buffer.alloc(template.length * size);
  const held: Buffer[] = [];
  for (const [at, { type, value }] of template.entries()) {
    const memory = Buffer.isBuffer(value) ? value : Buffer.from(value);
    held.push(memory);
    ulong(type).copy(bytes, at * size);
    if (memory.length > 0) writePointer(bytes, at * size + ULONG, koffi.address(memory));
    ulong(memory.length).copy(bytes, at * size + ULONG + POINTER);
  }
  return { bytes, held };
}

/** CK_TOKEN_INFO: label 32, manufacturer 32, model 16, serial 16, flags. */
function readTokenInfo(info: Buffer): TokenInfo {
  const text = (from: number, length: number) =>
    info.toString('utf8', from, from + length).replace(/[\s\0]+$/u, '');
  return { label: text(0, 32), serial: text(80, 16), flags: readUlong(info, 96) };
}

function ulong(value: number): Buffer {
  const bytes = Buffer.alloc(ULONG);
  if (ULONG === 8) bytes.writeBigUInt64LE(BigInt(value));
  else bytes.writeUInt32LE(value);
  return bytes;
}

function readUlong(bytes: Buffer, at: number): number {
  return ULONG === 8 ? Number(bytes.readBigUInt64LE(at)) : bytes.readUInt32LE(at);
}

function readPointer(bytes: Buffer, at: number): bigint {
  return POINTER === 8 ? bytes.readBigUInt64LE(at) : BigInt(bytes.readUInt32LE(at));
}

function writePointer(bytes: Buffer, at: number, address: bigint): void {
  if (POINTER === 8) bytes.writeBigUInt64LE(address, at);
  else bytes.writeUInt32LE(Number(address), at);
}
