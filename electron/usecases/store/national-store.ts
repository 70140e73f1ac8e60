import type { DossierId } from '../../../shared/types/ids.ts';
import type { Readers } from '../../host/repositories.ts';

/**
 * Components of a dossier whose digital copy the citizen took out of their warehouse on the national portal: the online filing that it was received by,
 * signed by the province, says so of each file that the copy was made of. Nothing else brings a paper from there.
 */
export function ofNationalStore(
  { online, pages }: Pick<Readers, 'online' | 'pages'>,
  dossierId: DossierId,
): ReadonlySet<string> {
  const filing = online.ofDossier(dossierId);
  const brought = new Set<string>(
    (filing?.files ?? []).flatMap((file, place) => {
      if (filing?.content.files[place]?.fromNationalStore !== true) return [];
      return file.kind === 'pdf' ? [file.sha256] : file.pages.map(({ sha256 }) => sha256);
    }),
  );
  if (brought.size === 0) return new Set();
  return new Set(
    pages
      .filesOfCopies(dossierId)
      .filter(({ files }) => files.length > 0 && files.every((sha256) => brought.has(sha256)))
      .map(({ componentId }) => componentId),
  );
}
