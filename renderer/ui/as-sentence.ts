/** The title of a printed form as a sentence writes it; it is the circular's and is in Vietnamese in every language. */
export function asSentence(title: string): string {
  return title.charAt(0) + title.slice(1).toLocaleLowerCase('vi');
}
