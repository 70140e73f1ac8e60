import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { blobUrl } from '../../../lib/blob-url.ts';

/** A stored file, opened beside the program. */
export function FileLink(props: { sha256: string; children: ReactNode }) {
  return (
    <Anchor href={blobUrl(props.sha256)} target="_blank" rel="noreferrer" fz="sm">
      {props.children}
    </Anchor>
  );
}

/** Where a dossier is opened from a list elsewhere. */
export function DossierLink(props: { dossierId: string; code: string }) {
  return (
    <Anchor component={Link} href={`/ho-so/${props.dossierId}`} className="qmc-mono" fz="sm">
      {props.code}
    </Anchor>
  );
}
