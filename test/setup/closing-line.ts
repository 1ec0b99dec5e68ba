import type { Reporter, TestModule, TestSuite } from 'vitest/node';

type Tally = { passed: number; failed: number; skipped: number };

/**
 * Prints the last line of a run: `N passed, N failed`, then `, N skipped` if any were.
 * A file or a suite that broke outside its tests (a bad import, a failed hook) counts as one failed, and
 * a run that fails for any other reason never reads "0 failed".
 */
export class ClosingLine implements Reporter {
  private tally: Tally = { passed: 0, failed: 0, skipped: 0 };

  // At exit rather than at the end of the tests: a global teardown can still fail the run after them.
  onInit(): void {
    process.once('exit', (code) => {
      if (code !== 0 && this.tally.failed === 0) this.tally.failed = 1;
      console.log(closingLine(this.tally));
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    this.tally = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      for (const suite of [module, ...module.children.allSuites()]) {
        if (brokenOutsideTests(suite)) this.tally.failed += 1;
      }
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        this.tally[state === 'pending' ? 'failed' : state] += 1;
      }
    }
  }
}

function brokenOutsideTests(suite: TestModule | TestSuite): boolean {
  return suite.errors().length > 0;
}

function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

export default ClosingLine;
