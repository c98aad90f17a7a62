type Props = { value: number; label: string; tone?: 'accent' | 'good' | 'bad' | 'quiet' };

/** `value` is a share of one. */
export function ProgressBar({ value, label, tone = 'accent' }: Props) {
  const share = Math.min(1, Math.max(0, value));
  return (
    <div
      className="bar"
      data-tone={tone}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
    >
      <span style={{ transform: `scaleX(${share})` }} />
    </div>
  );
}
