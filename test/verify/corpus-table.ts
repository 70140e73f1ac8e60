import { corpus } from './corpus.ts';

/** docs/verifier-corpus.md. */
export function corpusTable(): string {
  const files = corpus.reduce((sum, { rows }) => sum + rows.length, 0);
  const count = (verdict: string) =>
    corpus.flatMap(({ rows }) => rows).filter((each) => each.verdict === verdict).length;
  const groups = corpus.map(({ group, rows }) => {
    const lines = rows.map(
      ({ name, made, verdict, reason, why, source }) =>
        `| ${[name, made, `${verdict}${reason === null ? '' : `, \`${reason}\``}`, `${why} (${source})`].join(' | ')} |`,
    );
    return `## ${group}: ${rows.length}\n\n| file | how it is made | must be called | why |\n| --- | --- | --- | --- |\n${lines.join('\n')}\n`;
  });
  return `# What the verifier must say

${files} files: ${count('valid')} valid, ${count('invalid')} invalid, ${count('unknown')} unknown. Scripts in \`test/verify/\` make them; \`npm run corpus\` puts
them all before \`npm run verify\` and fails where one verdict, or its main reason, is another than here. This page is made by
\`npm run corpus -- --table\` and a test compares it.

${groups.join('\n')}`;
}
