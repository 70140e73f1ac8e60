import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest; one that began last would keep a core waiting for it alone. */
const SLOWEST = [
  'test/demo/demo.test.ts',
  'test/usecases/copy-proof.test.ts',
  'test/usecases/stack.test.ts',
  'test/pages/photograph.test.ts',
  'test/check/planted-violations.test.ts',
  'test/pages/shrink-page.test.ts',
  'test/pages/measure-page.test.ts',
];

/** The slowest files first, the others as vitest would. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = SLOWEST.findIndex((name) => moduleId.endsWith(name));
      return at === -1 ? SLOWEST.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
