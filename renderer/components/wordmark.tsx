/** The name, with its square raised: what the loop does to a model. */
export function Wordmark() {
  return (
    <a className="wordmark" href="#/" aria-label="Squared: all experiments">
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
        <rect x="1" y="6" width="15" height="15" rx="3.5" fill="none" stroke="currentColor" strokeWidth="2" />
        <rect x="13.5" y="1" width="7.5" height="7.5" rx="2" fill="var(--accent)" />
      </svg>
      Squared
    </a>
  );
}
