import { contract } from '../../../shared/contract/index.ts';
import { kindOfTitle } from '../../../shared/domain/digitisation/document-kind.ts';
import type { SuggestedField } from '../../../shared/domain/digitisation/paper-facts.ts';
import { type Suggestion, suggestFacts } from '../../../shared/domain/digitisation/suggest-facts.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/** What the text of a component's pages seems to say of its paper, as far as it has been read by now; nothing of it counts before a person takes it over. */
export const suggestPaperFacts = queryHandler(
  contract.scan.suggestFacts,
  ({ dossierId, componentId }, { readers, clock }) => {
    const scanned = readers.pages
      .ofDossier(dossierId)
      .filter((page) => page.componentId === componentId)
      .map(({ pageId }) => readers.pageTexts.wordsOf(pageId));
    const copy = readers.pages.digitalCopies(dossierId).find((each) => each.componentId === componentId);
    // A PDF that was taken as it is has the text of the paper; pages beside it are not in the copy.
    const given = copy === undefined ? [] : readers.fileTexts.wordsOf(copy.sha256);
    const pages = given.length > 0 ? given : scanned;
    const { title, number, issuedOn, issuer, holderName } = suggestFacts(pages, officeDay(clock.now()));
    const kind = title === null ? 'other' : kindOfTitle(title.value);
    return ok({
      suggestions: [
        ...(title === null || kind === 'other' ? [] : [shown('kind', { ...title, value: kind })]),
        ...(number === null ? [] : [shown('number', number)]),
        ...(issuedOn === null ? [] : [shown('issuedOn', issuedOn)]),
        ...(issuer === null ? [] : [shown('issuer', issuer)]),
        ...(holderName === null ? [] : [shown('holder', holderName)]),
      ],
    });
  },
);

function shown(field: SuggestedField, { value, page, words }: Suggestion) {
  return { field, value, page: page + 1, words: words.map(({ text }) => text).join(' ') };
}
