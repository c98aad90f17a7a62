export { defaultCost, type ReportInput } from './input.ts';
