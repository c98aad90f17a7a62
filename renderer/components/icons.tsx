/** The window's few icons, drawn on a 16-pixel grid in the colour of the text beside them. */
const paths = {
  alert:
    'M8 5v3.5M8 11h.01M7.13 2.5 1.6 12.1A1 1 0 0 0 2.47 13.6h11.06a1 1 0 0 0 .87-1.5L8.87 2.5a1 1 0 0 0-1.74 0Z',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  check: 'm3 8.5 3.2 3.2L13 5',
  chevron: 'm4 6 4 4 4-4',
  clock: 'M8 4.5V8l2.2 1.6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  copy: 'M5.5 5.5v-2a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-2M3.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1Z',
  cross: 'm4 4 8 8m0-8-8 8',
  dash: 'M4 8h8',
  down: 'M8 3v9m-3.5-3.5L8 12l3.5-3.5',
  folder: 'M2 12V4a1 1 0 0 1 1-1h3l1.5 2H13a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1Z',
  image:
    'M3 2.5h10a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5V3a.5.5 0 0 1 .5-.5ZM2.5 11 6 7.5l3 3 2-2 2.5 2.5M10.5 5.5h.01',
  moon: 'M13.5 9.6A6 6 0 0 1 6.4 2.5a6 6 0 1 0 7.1 7.1Z',
  out: 'M9 2.5h4.5V7M13 3 7.5 8.5M6.5 3.5h-3a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1v-3',
  play: 'M4.5 3v10l8-5-8-5Z',
  search: 'm13.5 13.5-3-3M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0Z',
  spin: 'M8 2a6 6 0 1 0 6 6',
  stop: 'M4 4h8v8H4z',
  sun: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1.5V3m0 10v1.5M1.5 8H3m10 0h1.5M3.4 3.4l1.1 1.1m7 7 1.1 1.1m0-9.2-1.1 1.1m-7 7-1.1 1.1',
  system: 'M2.5 3h11v7.5h-11zM6 13.5h4M8 10.5v3',
} as const;

export type IconName = keyof typeof paths;

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
      <path d={paths[name]} />
    </svg>
  );
}
