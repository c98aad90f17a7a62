/** A figure and below it the interval it lies in; a dash where it is not known. */
type Props = {
  of: { readonly value: number; readonly low: number; readonly high: number } | null;
  format: (value: number) => string;
};

export function WithInterval({ of, format }: Props) {
  if (!of) return <span className="faint">–</span>;
  return (
    <>
      {format(of.value)}
      <span className="cell-interval">
        {format(of.low)} to {format(of.high)}
      </span>
    </>
  );
}
