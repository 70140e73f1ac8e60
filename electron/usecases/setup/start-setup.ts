import * as z from 'zod';
import { contract } from '../../../shared/contract/index.ts';
import type { OfficePlace } from '../../../shared/contract/setup.ts';
import { findCommune, placeTable } from '../../../shared/domain/geography/places.ts';
import { searchForm } from '../../../shared/domain/geography/search-text.ts';
import { checkFirstRun } from '../../../shared/domain/installation/first-run.ts';
import { DeviceId, InstallationId, OfficeId, PlaceId, UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, type InputOf } from '../../host/handlers.ts';
import type { Identity } from '../../host/identity.ts';
import { generatePacketKey } from '../../host/packet-signer.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { createUser } from '../people/create-user.ts';

type Input = InputOf<typeof contract.setup.start>;
const PacketKeyId = z.uuid();
const SeriesId = z.uuid();

type Ids = { installation: InstallationId; office: OfficeId; device: DeviceId; administrator: UserId };

/** First run: writes office, installation, number ranges, books, device and first administrator in one transaction. */
export const startSetup = commandHandler(contract.setup.start, async (input, { tx, host, counter }) => {
  if (counter.readers.installation.find() !== undefined) return refuse('ALREADY_SET_UP', {});
  const checked = checkFirstRun({ dailyCodes: input.installation.dailyCodes, books: input.books });
  if (!checked.ok) return checked;
  const passwordHash = await host.passwords.hash(input.administrator.password);
  const packetKey = generatePacketKey(host.identity.newId(PacketKeyId));
  return tx.immediate((w) => {
    if (w.installation.find() !== undefined) return refuse('ALREADY_SET_UP', {});
    insertPlaces(w);
    const placeId = placeOf(w, input.office.place);
    if (placeId === undefined)
      return refuse('PLACE_UNKNOWN', { placeId: JSON.stringify(input.office.place) });
    const ids: Ids = {
      installation: host.identity.newId(InstallationId),
      office: host.identity.newId(OfficeId),
      device: host.identity.newId(DeviceId),
      administrator: host.identity.newId(UserId),
    };
    w.devices.insert({ id: ids.device, kind: 'host', name: input.installation.deviceName, at: w.now });
    insertOffice(w, input, ids, placeId);
    w.installation.insert(
      {
        id: ids.installation,
        mode: counter.workspace,
        name: input.installation.name,
        officeId: ids.office,
        epoch: 1,
      },
      w.now,
    );
    w.installation.beginEpoch(1, 'created', packetKey, w.now);
    insertNumbers(w, input, host.identity);
    createUser(w, {
      id: ids.administrator,
      login: input.administrator.login,
      displayName: input.administrator.displayName,
      jobTitle: input.administrator.jobTitle,
      passwordHash,
      mustChangePassword: false,
      grants: [{ role: 'administrator', validFrom: w.today, validTo: null }],
      grantedBy: null,
    });
    announceInstallation(w, input, ids, counter.workspace);
    return ok({ installationId: ids.installation, administratorId: ids.administrator });
  });
});

/** Ships the table of places into the file: law of a day stays readable whatever later versions ship. */
function insertPlaces(w: Work): void {
  for (const province of placeTable.provinces) {
    const { id, type, name, validFrom, validTo, verified, source } = province;
    w.places.insert({
      id,
      kind: 'province',
      type,
      name,
      parentId: null,
      validFrom,
      validTo,
      verified,
      source,
    });
  }
  for (const commune of placeTable.communes) {
    const { id, type, name, provinceId, validFrom, verified, source } = commune;
    w.places.insert({
      id,
      kind: 'commune',
      type,
      name,
      parentId: provinceId,
      validFrom,
      validTo: null,
      verified,
      source,
    });
    for (const former of commune.formerUnits) {
      const predecessorId = `${searchForm(`${former} ${commune.formerProvince ?? ''}`).replaceAll(' ', '-')}-before-2025`;
      w.places.insertSuccession({
        predecessorId,
        successorId: id,
        predecessorName: former,
        effectiveOn: validFrom,
      });
    }
  }
  for (const { id, name, successorId, validTo } of placeTable.provinces) {
    const effectiveOn = placeTable.provinces.find((province) => province.id === successorId)?.validFrom;
    if (successorId === undefined || validTo === null || effectiveOn == null) continue;
    w.places.insertSuccession({ predecessorId: id, successorId, predecessorName: name, effectiveOn });
  }
}

const COMMUNE_TYPE_WORD = { xa: 'xã', phuong: 'phường', 'dac-khu': 'đặc khu' } as const;

/** The place of the office: from the table, or entered as typed and marked unverified. */
function placeOf(w: Work, place: z.infer<typeof OfficePlace>): PlaceId | undefined {
  if (place.kind === 'listed') return findCommune(place.placeId)?.commune.id;
  const slug = (text: string) => searchForm(text).replaceAll(' ', '-');
  const provinceId = PlaceId.parse(`typed.${slug(place.provinceName)}`);
  const id = PlaceId.parse(`${provinceId}.${place.communeType}-${slug(place.communeName)}`);
  const typed = { validTo: null, verified: false, source: 'typed at first run', validFrom: place.validFrom };
  w.places.insert({
    ...typed,
    id: provinceId,
    kind: 'province',
    type: '',
    name: place.provinceName,
    parentId: null,
  });
  w.places.insert({
    ...typed,
    id,
    kind: 'commune',
    type: COMMUNE_TYPE_WORD[place.communeType],
    name: place.communeName,
    parentId: provinceId,
  });
  return id;
}

function insertOffice(w: Work, input: Input, ids: Ids, placeId: PlaceId): void {
  const { name, superiorName, agencyCode, address, phone } = input.office;
  w.office.insert(ids.office, w.now);
  w.office.putVersion({
    officeId: ids.office,
    validFrom: w.today,
    validTo: null,
    name,
    superiorName,
    agencyCode,
    placeId,
    address,
    phone,
  });
}

function insertNumbers(w: Work, input: Input, identity: Identity): void {
  const { first, last } = input.installation.dailyCodes;
  w.numbers.insertSeries({
    id: identity.newId(SeriesId),
    kind: 'dossier-code',
    symbol: input.office.agencyCode,
    periodKind: 'day',
    firstNumber: first,
    lastNumber: last,
    validFrom: w.today,
  });
  for (const book of input.books) {
    const id = identity.newId(SeriesId);
    w.numbers.insertSeries({
      id,
      kind: 'certification-book',
      symbol: book.symbol,
      periodKind: 'year',
      firstNumber: 1,
      lastNumber: null,
      validFrom: w.today,
    });
    if (book.nextNumber > 1) w.numbers.openPeriod(id, w.today.slice(0, 4), book.nextNumber);
  }
}

function announceInstallation(w: Work, input: Input, ids: Ids, mode: 'official' | 'practice'): void {
  const facts = {
    officeId: ids.office,
    mode,
    officeName: input.office.name,
    agencyCode: input.office.agencyCode,
    dailyCodes: input.installation.dailyCodes,
    books: input.books.map(({ symbol, nextNumber }) => ({ symbol, nextNumber })),
  };
  const event = w.record({
    subject: { kind: 'installation', id: ids.installation },
    type: 'installation.created',
    payload: facts,
  });
  w.send(event, { kind: 'installation.created', snapshot: facts, files: [] });
  w.announce('workspace');
}
