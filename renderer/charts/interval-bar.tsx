/** A difference with its interval against zero, in a table's row; all rows of the table share the span. */
type Props = {
  difference: number;
  low: number;
  high: number;
  /** Reaches this far to both sides of zero. */
  reach: number;
  colour: string;
};

export function IntervalBar({ difference, low, high, reach, colour }: Props) {
  const place = (value: number): string => `${(50 + (48 * value) / reach).toFixed(2)}%`;
  return (
    <svg className="interval-bar" width="100%" height="16" aria-hidden="true">
      <line x1="0" x2="100%" y1="8" y2="8" stroke="var(--line)" />
      <line x1="50%" x2="50%" y1="0" y2="16" stroke="var(--line-strong)" />
      <line
        x1={place(low)}
        x2={place(high)}
        y1="8"
        y2="8"
        stroke={colour}
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeOpacity="0.5"
      />
      <circle cx={place(difference)} cy="8" r="4" fill={colour} />
    </svg>
  );
}
