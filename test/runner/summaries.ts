/** Reads what each test tool reports for machines, so that the sum at the end is counted and not guessed. */

export type Summary = { passed: number; failed: number; skipped: number };

/** vitest --reporter=json. A file that does not even load has no tests in it and counts as one failure. */
export function vitestSummary(json: string): Summary {
  const report = JSON.parse(json) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  };
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** pytest --junitxml. Errors (a fixture or a file that does not load) are failures. */
export function pytestSummary(xml: string): Summary {
  const suites = [...xml.matchAll(/<testsuite\s[^>]*>/g)].map((match) => match[0]);
  const sum = (name: string): number =>
    suites.reduce(
      (total, suite) => total + Number(new RegExp(`\\s${name}="(\\d+)"`).exec(suite)?.[1] ?? 0),
      0,
    );
  const failed = sum('failures') + sum('errors');
  return { passed: sum('tests') - failed - sum('skipped'), failed, skipped: sum('skipped') };
}

/** Playwright's json reporter. A test that passed only when tried again is not a pass. */
export function playwrightSummary(json: string): Summary {
  const { stats, errors } = JSON.parse(json) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors: unknown[];
  };
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * A part's verdict: what it reported, and never less than one failure where its command failed, reported nothing, or
 * ran no test at all.
 */
export function verdict(exitCode: number, reported: Summary | null): Summary {
  const summary = reported ?? { passed: 0, failed: 0, skipped: 0 };
  const silent = summary.failed === 0 && (exitCode !== 0 || summary.passed === 0);
  return silent ? { ...summary, failed: 1 } : summary;
}
