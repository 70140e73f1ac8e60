import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { blobUrl } from '../lib/blob-url.ts';

/** A stored file, opened beside the program; `name` is what it is called when it is saved. */
export function FileLink(props: { sha256: string; name?: string; children: ReactNode }) {
  return (
    <Anchor href={blobUrl(props.sha256, props.name)} target="_blank" rel="noreferrer" fz="sm">
      {props.children}
    </Anchor>
  );
}
