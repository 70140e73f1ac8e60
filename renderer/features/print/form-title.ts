import { formById } from '../../../shared/forms/forms.ts';

/** What a form is called, as a title in a line of text; the title is the circular's and is in Vietnamese in every language. */
export function formTitle(formId: string): string {
  return asSentence(formById(formId)?.title ?? formId);
}

/** Capitals of a printed title as a sentence writes them. */
function asSentence(title: string): string {
  return title.charAt(0) + title.slice(1).toLocaleLowerCase('vi');
}
