export { defaultCost, type Environment, type ReportInput, type SampleImage } from './input.ts';
export { type WrittenReport, writeReport } from './write-report.ts';
