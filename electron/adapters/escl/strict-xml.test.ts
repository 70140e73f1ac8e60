import { describe, expect, it } from 'vitest';
import { childAt, descendants, readXml, XmlError } from './strict-xml.ts';

const read = (text: string) => readXml(Buffer.from(text));

describe('reading the small XML of devices', () => {
  it('reads elements by their local names, text, entities, CDATA and comments', () => {
    const root = read(
      '<?xml version="1.0" encoding="UTF-8"?>\n<!-- hello --><a:one xmlns:a="urn:x" b=\'2\'>\n <a:two>M&amp;N &#x110;&#273;</a:two><two/>' +
        '<three><two><![CDATA[<raw>]]></two></three></a:one>\n',
    );
    expect(root.name).toBe('one');
    expect(childAt(root, 'two')?.text).toBe('M&N Đđ');
    expect(childAt(root, 'three', 'two')?.text).toBe('<raw>');
    expect(childAt(root, 'three', 'four')).toBeUndefined();
    expect(descendants(root, 'two').map(({ text }) => text)).toEqual(['M&N Đđ', '', '<raw>']);
  });

  it.each([
    ['nothing', ''],
    ['text alone', 'hello'],
    ['a page for people', '<!DOCTYPE html><html></html>'],
    ['an element that is not ended', '<a><b></b>'],
    ['an element that another one ends', '<a><b></a></b>'],
    ['an end without a start', '</a>'],
    ['two roots', '<a/><b/>'],
    ['text after the root', '<a/>tail'],
    ['entities of its own', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['a bare ampersand', '<a>M & N</a>'],
    ['a processing instruction', '<a><?php echo 1 ?></a>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['elements nested a thousand deep', '<a>'.repeat(1000) + '</a>'.repeat(1000)],
  ])('refuses %s', (_what, text) => {
    expect(() => read(text)).toThrow(XmlError);
  });

  it('refuses what is not UTF-8', () => {
    expect(() => readXml(Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]))).toThrow(XmlError);
  });

  it('is not slowed down by a megabyte of almost-attributes', () => {
    const started = performance.now();
    expect(() => read(`<a${' b="1"'.repeat(170_000)} c`)).toThrow(XmlError);
    expect(() => read(`<a${' '.repeat(1_000_000)}`)).toThrow(XmlError);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
