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

/** In this order: a process that files share ends where a file of another project follows, and what is short fills the end. */
const PROJECTS = ['real', 'office', 'pure'];

/** One project after another, in each the slowest files first and the others as vitest would. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const slowness = ({ moduleId }: TestSpecification) => {
      const at = SLOWEST.findIndex((name) => moduleId.endsWith(name));
      return at === -1 ? SLOWEST.length : at;
    };
    const turn = ({ project }: TestSpecification) => PROJECTS.indexOf(project.name);
    return (await super.sort(files)).sort((a, b) => turn(a) - turn(b) || slowness(a) - slowness(b));
  }
}
