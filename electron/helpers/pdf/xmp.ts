/** The facts an XMP packet repeats from the Info dictionary, already NFC. */
interface XmpFacts {
  readonly title: string;
  readonly author?: string | undefined;
  /** ISO 8601 instants. */
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly producer: string;
  /** 32 hexadecimal digits. */
  readonly documentId: string;
  /** The archive format that the whole file keeps to (ISO 19005-2, 6.6.4). */
  readonly pdfa?: { readonly part: 2; readonly conformance: 'B' };
}

/** An XMP packet (ISO 16684-1) without padding: the file is not edited in place. */
export function xmpPacket({
  title,
  author,
  createdAt,
  modifiedAt,
  producer,
  documentId,
  pdfa,
}: XmpFacts): Uint8Array {
  const creator =
    author === undefined
      ? ''
      : `\n   <dc:creator><rdf:Seq><rdf:li>${escapeXml(author)}</rdf:li></rdf:Seq></dc:creator>`;
  const archive =
    pdfa === undefined
      ? ''
      : `
  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <pdfaid:part>${pdfa.part}</pdfaid:part>
   <pdfaid:conformance>${pdfa.conformance}</pdfaid:conformance>
  </rdf:Description>`;
  const uuid = documentId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, 'uuid:$1-$2-$3-$4-$5');
  const packet = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>${creator}
   <xmp:CreateDate>${createdAt}</xmp:CreateDate>
   <xmp:ModifyDate>${modifiedAt}</xmp:ModifyDate>
   <xmp:CreatorTool>${escapeXml(producer)}</xmp:CreatorTool>
   <pdf:Producer>${escapeXml(producer)}</pdf:Producer>
   <xmpMM:DocumentID>${uuid}</xmpMM:DocumentID>
  </rdf:Description>${archive}
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
  return Buffer.from(packet, 'utf8');
}

/** Text for XML content; characters XML 1.0 cannot carry are dropped. */
function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
