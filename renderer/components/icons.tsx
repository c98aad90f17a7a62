/** The window's few icons, drawn on a 16-pixel grid in the colour of the text beside them. */
export const iconPaths = {
  alert:
    'M8 5v3.5M8 11h.01M7.13 2.5 1.6 12.1A1 1 0 0 0 2.47 13.6h11.06a1 1 0 0 0 .87-1.5L8.87 2.5a1 1 0 0 0-1.74 0Z',
  archive: 'M2.5 3h11v3h-11zM3.5 6v6.5a.5.5 0 0 0 .5.5h8a.5.5 0 0 0 .5-.5V6M6.5 8.5h3',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  box: 'm8 1.8 5.5 3v6.4L8 14.2l-5.5-3V4.8L8 1.8ZM2.7 5 8 8m0 0 5.3-3M8 8v6',
  chart: 'M2.5 13.5h11M4.5 11V8m3.5 3V4m3.5 7V6.5',
  check: 'm3 8.5 3.2 3.2L13 5',
  chevron: 'm4 6 4 4 4-4',
  clock: 'M8 4.5V8l2.2 1.6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  copy: 'M5.5 5.5v-2a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-2M3.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1Z',
  cross: 'm4 4 8 8m0-8-8 8',
  dash: 'M4 8h8',
  down: 'M8 3v9m-3.5-3.5L8 12l3.5-3.5',
  duplicate: 'M6 6h7.5v7.5H6zM10 6V3a.5.5 0 0 0-.5-.5H3a.5.5 0 0 0-.5.5v6.5a.5.5 0 0 0 .5.5h3',
  folder: 'M2 12V4a1 1 0 0 1 1-1h3l1.5 2H13a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1Z',
  gear: 'M8 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM8 1.5v2m0 9v2M1.5 8h2m9 0h2M3.4 3.4l1.4 1.4m6.4 6.4 1.4 1.4m0-9.2-1.4 1.4m-6.4 6.4-1.4 1.4',
  image:
    'M3 2.5h10a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5V3a.5.5 0 0 1 .5-.5ZM2.5 11 6 7.5l3 3 2-2 2.5 2.5M10.5 5.5h.01',
  key: 'M9.8 6.2a3 3 0 1 0-2.5 2.6L8.5 10H10v1.5h1.5V13H14v-2.3L9.5 6.8',
  moon: 'M13.5 9.6A6 6 0 0 1 6.4 2.5a6 6 0 1 0 7.1 7.1Z',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  out: 'M9 2.5h4.5V7M13 3 7.5 8.5M6.5 3.5h-3a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1v-3',
  pause: 'M5.5 3.5v9m5-9v9',
  pencil: 'm3 13 .6-2.8 7-7a1.2 1.2 0 0 1 1.7 0l.5.5a1.2 1.2 0 0 1 0 1.7l-7 7L3 13Z',
  play: 'M4.5 3v10l8-5-8-5Z',
  plus: 'M8 3v10M3 8h10',
  pulse: 'M1.5 8.5h3l2-5 3 9 2-4h3',
  redo: 'M12.8 8a4.8 4.8 0 1 1-1.5-3.5L13.5 6.5M13.5 3v3.5H10',
  search: 'm13.5 13.5-3-3M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0Z',
  spin: 'M8 2a6 6 0 1 0 6 6',
  stop: 'M4 4h8v8H4z',
  sun: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1.5V3m0 10v1.5M1.5 8H3m10 0h1.5M3.4 3.4l1.1 1.1m7 7 1.1 1.1m0-9.2-1.1 1.1m-7 7-1.1 1.1',
  system: 'M2.5 3h11v7.5h-11zM6 13.5h4M8 10.5v3',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9M7 7v4m2-4v4',
} as const;

export type IconName = keyof typeof iconPaths;

/** Decoration beside words: screen readers pass over it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className={name === 'spin' ? 'icon spin' : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={iconPaths[name]} />
    </svg>
  );
}
