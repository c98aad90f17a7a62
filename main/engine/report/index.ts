export type { Environment, ReportInput, SampleImage } from './input.ts';
export { type WrittenReport, writeReport } from './write-report.ts';
