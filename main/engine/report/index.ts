export type { Environment, ReportInput, ReportKeptClauses, SampleImage } from './input.ts';
export { type WrittenReport, writeReport } from './write-report.ts';
