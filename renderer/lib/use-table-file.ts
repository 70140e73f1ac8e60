import { useState } from 'react';
import { type Refused, toRefused } from './refusal.ts';
import { UploadRefused, uploadFile } from './upload.ts';

/** A file of tables that was chosen, with what the host says of it. */
type Chosen<Preview> = Preview & { sha256: string; fileName: string };

/** What a screen that takes files of tables needs. */
export interface TableFileIntake<Preview> {
  chosen: Chosen<Preview> | undefined;
  reading: boolean;
  refused: Refused | undefined;
  choose(file: File | null): Promise<void>;
  forget(): void;
}

/** Gives a chosen file to the host and asks for its preview. */
export function useTableFile<Preview extends object>(
  preview: (sha256: string) => Promise<Preview>,
  { onChoose }: { onChoose: () => void },
): TableFileIntake<Preview> {
  const [chosen, setChosen] = useState<Chosen<Preview>>();
  const [refused, setRefused] = useState<Refused>();
  const [reading, setReading] = useState(false);
  return {
    chosen,
    reading,
    refused,
    forget: () => setChosen(undefined),
    async choose(file) {
      if (file === null) return;
      setReading(true);
      setChosen(undefined);
      setRefused(undefined);
      onChoose();
      try {
        const { sha256 } = await uploadFile(file);
        setChosen({ ...(await preview(sha256)), sha256, fileName: file.name });
      } catch (error) {
        setRefused(error instanceof UploadRefused ? error.refused : toRefused(error));
      } finally {
        setReading(false);
      }
    },
  };
}
