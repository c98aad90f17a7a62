/** Stands where content will be, in its size, so that nothing jumps when it comes. */
export function Skeleton({ height, width }: { height: string; width?: string }) {
  return <div className="skeleton" style={{ height, ...(width && { width }) }} />;
}

export function PageSkeleton() {
  return (
    <div className="page" aria-busy="true">
      <span className="unseen" role="status">
        Loading
      </span>
      <Skeleton height="5rem" />
      <div className="columns">
        <Skeleton height="22rem" />
        <Skeleton height="22rem" />
      </div>
    </div>
  );
}
