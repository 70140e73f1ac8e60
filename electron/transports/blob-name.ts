import { DigitalCopyName } from '../../shared/domain/digitisation/digital-copy-name.ts';

/**
 * The header by which a stored file is saved under the name of a digital copy (RFC 6266); none for any other name, so that no address puts anything into
 * an answer.
 */
export function nameHeaders(name: string | null): Record<string, string> {
  const named = DigitalCopyName.safeParse(name);
  return named.success ? { 'content-disposition': `inline; filename="${named.data}"` } : {};
}
