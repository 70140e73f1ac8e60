import * as z from 'zod';

const uuid = z.uuid();

/** An installation of the program: one data folder, one number range, one set of books. */
export const InstallationId = uuid.brand<'InstallationId'>();
export type InstallationId = z.infer<typeof InstallationId>;

/** An office (the commune's public administration service centre). */
export const OfficeId = uuid.brand<'OfficeId'>();
export type OfficeId = z.infer<typeof OfficeId>;

/** A person who signs in to the program. */
export const UserId = uuid.brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;

/** A desk's machine; every scanner, printer and signer call names one. */
export const DeviceId = uuid.brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;

/** Made by the caller, one per intended command; repeating it returns the first answer. */
export const RequestId = uuid.brand<'RequestId'>();
export type RequestId = z.infer<typeof RequestId>;

/** The place of an office in one vintage of the map, for example `vinh-long-2025`. */
export const PlaceId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,119}$/)
  .brand<'PlaceId'>();
export type PlaceId = z.infer<typeof PlaceId>;

/** SHA-256 as 64 lower-case hexadecimal digits (FIPS 180-4). */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Sha256'>();
export type Sha256 = z.infer<typeof Sha256>;

/** A dossier; its code is what people read, this is what records name. */
export const DossierId = uuid.brand<'DossierId'>();
export type DossierId = z.infer<typeof DossierId>;

/** An electronic certified copy, from its comparison on. */
export const CertifiedCopyId = uuid.brand<'CertifiedCopyId'>();
export type CertifiedCopyId = z.infer<typeof CertifiedCopyId>;

/** A number of a certification book, from its taking on. */
export const BookEntryId = uuid.brand<'BookEntryId'>();
export type BookEntryId = z.infer<typeof BookEntryId>;

/** The paper copies of one original that are certified under one number. */
export const PaperCopyId = uuid.brand<'PaperCopyId'>();
export type PaperCopyId = z.infer<typeof PaperCopyId>;
