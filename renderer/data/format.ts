/** Figures and times as they are read: short, rounded to what matters. */

export { duration } from '../../shared/duration.ts';
export { count, rate } from '../../shared/numbers.ts';

/** A fraction as points of a hundred with one decimal. */
export const percent = (fraction: number): string => (fraction * 100).toFixed(1);

export const signedPoints = (fraction: number): string =>
  `${fraction < 0 ? '−' : '+'}${Math.abs(fraction * 100).toFixed(1)}`;

export function bytes(value: number): string {
  if (value < 1e6) return `${Math.max(1, Math.round(value / 1e3))} kB`;
  return value < 1e9 ? `${Math.round(value / 1e6)} MB` : `${(value / 1e9).toFixed(1)} GB`;
}

const dayAndTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
export const moment = (iso: string): string => dayAndTime.format(new Date(iso));

const dayOnly = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

/** `just now`, `5 min ago`, `3 h ago`, then the date. */
export function ago(iso: string, now: number): string {
  const seconds = (now - Date.parse(iso)) / 1000;
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h ago` : dayOnly.format(new Date(iso));
}

export const capitalised = (text: string): string => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
