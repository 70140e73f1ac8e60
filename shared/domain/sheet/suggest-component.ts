import { searchForm } from '../geography/search-text.ts';

/** So much of a title must stand in the name of a component, and so much more than in any other's. */
const LIKE = 0.6;
const CLEARLY = 0.15;

/**
 * Which component of a dossier a paper with this title seems to be; undefined where none or more than one is likely. It is for a person to
 * decide: a title is no proof, as a separator is.
 */
export function suggestComponent<C extends { readonly name: string }>(
  title: string,
  components: readonly C[],
): C | undefined {
  const sought = wordPairs(title);
  if (sought.length === 0) return undefined;
  const ranked = components
    .map((component) => {
      const name = new Set(wordPairs(component.name));
      return { component, likeness: sought.filter((pair) => name.has(pair)).length / sought.length };
    })
    .toSorted((a, b) => b.likeness - a.likeness);
  const [best, second] = ranked;
  if (best === undefined || best.likeness < LIKE) return undefined;
  return best.likeness - (second?.likeness ?? 0) >= CLEARLY ? best.component : undefined;
}

/** Neighbouring words: single ones, as "giấy" and "đăng ký", stand in most names. */
function wordPairs(text: string): string[] {
  const words = searchForm(text).split(' ');
  return words.slice(1).map((word, index) => `${words[index]} ${word}`);
}
