import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { CommuneChoice } from '../../../shared/contract/geography.ts';
import { BOOK_SYMBOLS } from '../../../shared/contract/setup.ts';
import type { Translate } from '../../lib/i18n.ts';

export type BookSymbol = (typeof BOOK_SYMBOLS)[number];
export type CommuneType = 'xa' | 'phuong' | 'dac-khu';

/** What a first run has typed so far; passwords are not part of it. */
export interface SetupDraft {
  step: number;
  /** True while the draft is the made-up office of practice. */
  isSample: boolean;
  name: string;
  superiorName: string;
  agencyCode: string;
  commune: CommuneChoice | null;
  typedPlace: boolean;
  communeType: CommuneType;
  communeName: string;
  provinceName: string;
  placeFrom: string;
  address: string;
  phone: string;
  installationName: string;
  deviceName: string;
  first: number;
  last: number;
  books: { symbol: BookSymbol; kept: boolean; next: number }[];
  login: string;
  displayName: string;
  jobTitle: string;
}

const EMPTY: SetupDraft = {
  step: 0,
  isSample: false,
  name: '',
  superiorName: '',
  agencyCode: '',
  commune: null,
  typedPlace: false,
  communeType: 'xa',
  communeName: '',
  provinceName: '',
  placeFrom: '2025-07-01',
  address: '',
  phone: '',
  installationName: '1',
  deviceName: '1',
  first: 3001,
  last: 3999,
  books: BOOK_SYMBOLS.map((symbol) => ({ symbol, kept: symbol.endsWith('/BS'), next: 1 })),
  login: '',
  displayName: '',
  jobTitle: '',
};

interface DraftStore extends SetupDraft {
  set(change: Partial<SetupDraft>): void;
  clear(): void;
}

/** The draft outlives a reload of the window, so that nothing typed is lost. */
export const useSetupDraft = create<DraftStore>()(
  persist((set) => ({ ...EMPTY, set: (change) => set(change), clear: () => set(EMPTY) }), {
    name: 'qmc.setup-draft',
    storage: createJSONStorage(() => sessionStorage),
  }),
);

/** The made-up office that practice offers, so that nobody has to invent one. */
export function sampleDraft(t: Translate): Partial<SetupDraft> {
  return {
    isSample: true,
    name: t('sample.office.name'),
    superiorName: t('sample.office.superior'),
    agencyCode: 'H61.45',
    typedPlace: true,
    communeName: t('sample.office.commune'),
    provinceName: t('sample.office.province'),
    address: t('sample.office.address'),
    phone: '0270 3000 111',
    installationName: t('sample.installation'),
    deviceName: t('sample.device'),
    login: 'quantri',
    displayName: t('sample.admin.name'),
    jobTitle: t('sample.admin.jobTitle'),
  };
}

/** The input of `setup.start` that a draft stands for. */
export function toSetupInput(draft: SetupDraft, password: string) {
  const { commune } = draft;
  const place =
    draft.typedPlace || commune === null
      ? {
          kind: 'typed' as const,
          communeType: draft.communeType,
          communeName: draft.communeName,
          provinceName: draft.provinceName,
          validFrom: draft.placeFrom,
        }
      : { kind: 'listed' as const, placeId: commune.placeId };
  return {
    office: {
      name: draft.name,
      superiorName: draft.superiorName,
      agencyCode: draft.agencyCode,
      place,
      address: draft.address,
      phone: draft.phone,
    },
    installation: {
      name: draft.installationName,
      deviceName: draft.deviceName,
      dailyCodes: { first: draft.first, last: draft.last },
    },
    books: draft.books.filter(({ kept }) => kept).map(({ symbol, next }) => ({ symbol, nextNumber: next })),
    administrator: { login: draft.login, displayName: draft.displayName, jobTitle: draft.jobTitle, password },
  };
}

/** The code that the first dossier of a day would get (agency-yyMMdd-NNNN). */
export function exampleCode(draft: Pick<SetupDraft, 'agencyCode' | 'first'>, today: string): string {
  return `${draft.agencyCode.trim().toUpperCase()}-${today.slice(2).replaceAll('-', '')}-${String(draft.first).padStart(4, '0')}`;
}
