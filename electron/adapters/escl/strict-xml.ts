/** An element of a read document. */
export interface XmlElement {
  /** Without its namespace prefix: devices choose their own. */
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** As written, prefixes too. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Character data directly inside, trimmed. */
  readonly text: string;
  /** The same with the white space around it. */
  readonly wholeText: string;
}

/** Text that is not the plain XML 1.0 read here. */
export class XmlError extends Error {}

const NAME = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?';
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'gu');
const ATTRIBUTES = `(?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*`;
const DECLARATION = /^\uFEFF?<\?xml\s[^<>?]*\?>/u;
const TOKEN = new RegExp(
  `<!--(?:(?!--)[\\s\\S])*-->|<!\\[CDATA\\[(?<data>[\\s\\S]*?)\\]\\]>|</(?<end>${NAME})\\s*>|` +
    `<(?<start>${NAME})(?<attributes>${ATTRIBUTES})\\s*(?<empty>/?)>|(?<text>[^<]+)`,
  'uy',
);
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const ENTITY = /&(?:#x(?<hex>[0-9a-fA-F]{1,6})|#(?<decimal>\d{1,7})|(?<name>\w+));|&/gu;
const DEEPEST = 32;

interface OpenElement {
  readonly written: string;
  readonly attributes: string;
  readonly children: XmlElement[];
  text: string;
}

/**
 * Reads a small document: elements, their attributes and their text. Document types, processing instructions and undeclared
 * entities are refused, so nothing in it can grow or reach out.
 * @throws XmlError
 */
export function readXml(bytes: Uint8Array): XmlElement {
  const text = decode(bytes).replace(DECLARATION, '');
  const top: OpenElement = { written: '', attributes: '', children: [], text: '' };
  const open = [top];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    if (token === null) throw new XmlError(`no XML at character ${at}`);
    take(token.groups ?? {}, open);
  }
  const [root, ...more] = top.children;
  if (open.length !== 1 || root === undefined || more.length > 0 || top.text.trim() !== '') {
    throw new XmlError('the document is not one whole element');
  }
  return root;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new XmlError('the document is not UTF-8', { cause });
  }
}

function take(token: Record<string, string | undefined>, open: OpenElement[]): void {
  const current = open.at(-1) as OpenElement;
  if (token['text'] !== undefined) current.text += withoutEntities(token['text']);
  if (token['data'] !== undefined) current.text += token['data'];
  if (token['start'] !== undefined) {
    if (open.length > DEEPEST) throw new XmlError('elements lie too deep');
    open.push({ written: token['start'], attributes: token['attributes'] ?? '', children: [], text: '' });
    if (token['empty'] === '/') close(token['start'], open);
  }
  if (token['end'] !== undefined) close(token['end'], open);
}

function close(written: string, open: OpenElement[]): void {
  const ended = open.pop() as OpenElement;
  const around = open.at(-1);
  if (around === undefined || ended.written !== written)
    throw new XmlError(`</${written}> ends another element`);
  const name = written.slice(written.indexOf(':') + 1);
  around.children.push({
    name,
    children: ended.children,
    attributes: attributesOf(ended.attributes),
    text: ended.text.trim(),
    wholeText: ended.text,
  });
}

function attributesOf(written: string): Record<string, string> {
  if (written === '') return {};
  return Object.fromEntries(
    [...written.matchAll(ATTRIBUTE)].map(([, name, double, single]) => [
      name ?? '',
      withoutEntities(double ?? single ?? ''),
    ]),
  );
}

function withoutEntities(text: string): string {
  return text.replace(ENTITY, (...found) => {
    const { hex, decimal, name } = found.at(-1) as Record<string, string | undefined>;
    const code =
      hex !== undefined
        ? Number.parseInt(hex, 16)
        : decimal !== undefined
          ? Number.parseInt(decimal, 10)
          : undefined;
    if (code !== undefined && code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    const known = name === undefined ? undefined : ENTITIES[name];
    if (known === undefined) throw new XmlError('an entity is not known');
    return known;
  });
}

/** Every element of a name below another, in the order of the document. */
export function descendants(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendants(child, name),
  ]);
}

/** The element at the end of a path of names, the first of each; undefined when there is none. */
export function childAt(element: XmlElement, ...path: string[]): XmlElement | undefined {
  let at: XmlElement | undefined = element;
  for (const name of path) at = at?.children.find((child) => child.name === name);
  return at;
}
