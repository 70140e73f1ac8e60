import { placeTable } from './places.ts';
import { searchForm } from './search-text.ts';

interface Renaming {
  /** The folded name that an address must hold, with a blank on both sides. */
  held: string;
  adds: string;
}

// Some names of the table carry the former district in brackets; a bracket may also be cut in two.
const withoutBrackets = (name: string) =>
  name
    .replace(/\s*\([^)]*\)?/gu, '')
    .replace(/^[^(]*\)/u, '')
    .trim();

// A present commune brings the names of the units merged into it and of their province; a former unit or province brings the present one.
const renamings: readonly Renaming[] = [
  ...placeTable.communes.flatMap(({ type, name, formerUnits, formerProvince, provinceId }) => {
    const province = placeTable.provinces.find(({ id }) => id === provinceId)?.name ?? '';
    const present = `${type} ${name}`;
    return [
      renaming(present, [
        ...formerUnits.map(withoutBrackets).filter(Boolean),
        formerProvince ?? '',
        province,
      ]),
      ...formerUnits
        .map(withoutBrackets)
        .filter(Boolean)
        .filter((unit) => searchForm(unit) !== searchForm(present))
        .map((unit) => renaming(unit, [present, province])),
    ];
  }),
  ...placeTable.provinces.flatMap(({ name, successorId }) => {
    const after = placeTable.provinces.find(({ id }) => id === successorId)?.name;
    return after === undefined || after === name ? [] : [renaming(name, [after])];
  }),
];

function renaming(held: string, adds: readonly string[]): Renaming {
  return { held: ` ${searchForm(held)} `, adds: adds.filter(Boolean).join(' ') };
}

/**
 * The other names of the places that an address names, of both sides of 1 July 2025 (Nghị quyết 202/2025/QH15), as far as the shipped table
 * knows them: an address with the old name is found by the new one and the other way round. A name that several places share brings all of them.
 */
export function otherPlaceNames(address: string): string[] {
  const folded = ` ${searchForm(address)} `;
  return renamings.filter(({ held }) => folded.includes(held)).map(({ adds }) => adds);
}
