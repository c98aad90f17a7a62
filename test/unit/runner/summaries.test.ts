import { expect, test } from 'vitest';
import { playwrightSummary, pytestSummary, verdict, vitestSummary } from '../../runner/summaries.ts';

test('vitest: a file that does not load counts, though no test in it ran', () => {
  const report = {
    numPassedTests: 7,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{}] },
    ],
  };
  expect(vitestSummary(JSON.stringify(report))).toEqual({ passed: 7, failed: 2, skipped: 3 });
});

test('pytest: errors are failures, and the wrapping <testsuites> is not counted twice', () => {
  const xml =
    '<?xml version="1.0"?><testsuites name="all" tests="99"><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="20" time="1.5"></testsuite></testsuites>';
  expect(pytestSummary(xml)).toEqual({ passed: 14, failed: 3, skipped: 3 });
});

test('Playwright: flaky tests and errors outside tests are failures', () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{ message: 'x' }] };
  expect(playwrightSummary(JSON.stringify(report))).toEqual({ passed: 5, failed: 3, skipped: 2 });
});

test('a part that failed silently, reported nothing or ran nothing is one failure', () => {
  const good = { passed: 3, failed: 0, skipped: 0 };
  expect(verdict(0, good)).toEqual(good);
  expect(verdict(1, good).failed).toBe(1);
  expect(verdict(0, null).failed).toBe(1);
  expect(verdict(0, { passed: 0, failed: 0, skipped: 4 }).failed).toBe(1);
  expect(verdict(1, { passed: 1, failed: 2, skipped: 0 }).failed).toBe(2);
});
