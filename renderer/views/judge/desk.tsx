/** The judge's desk: one picture, two captions, and the keys. */
import type { BlindPair, JudgeTurn } from '../../../shared/judge.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { count } from '../../data/format.ts';
import { Thumbnail } from '../captions/thumbnail.tsx';
import type { Intent } from './judging-state.ts';
import { useJudging } from './use-judging.ts';

type Props = { path: string; judge: string; onLeave: () => void };

export function Desk({ path, judge, onLeave }: Props) {
  const { state, intend, again } = useJudging(path, judge, onLeave);
  const { turn, wanted, error, said } = state;
  return (
    <section className="desk" aria-label={`${judge} judges`} aria-busy={wanted !== null}>
      <header className="desk-head">
        <Button kind="quiet" size="small" onClick={() => intend('leave')}>
          <kbd>Esc</kbd> Stop
        </Button>
        <span className="truncate">{judge}</span>
        {turn && (
          <>
            <ProgressBar
              value={(turn.answered + turn.skipped) / Math.max(1, turn.total)}
              label="Pairs judged"
              tone={turn.pair ? 'accent' : 'good'}
            />
            <span className="small soft desk-count">{progressInWords(turn)}</span>
          </>
        )}
      </header>
      <p className="unseen" role="status">
        {said}
      </p>
      {error && <ErrorNotice error={error} onRetry={again} />}
      {turn?.pair && <Pair path={path} pair={turn.pair} onIntent={intend} />}
      {turn && !turn.pair && <Over turn={turn} onLeave={onLeave} />}
      {!turn && !error && <Skeleton height="70%" />}
      {turn && (
        <footer className="desk-foot">
          {turn.pair && (
            <>
              <Choice intent="tie" keyName="↓" shortcut="ArrowDown" onIntent={intend}>
                Neither is better
              </Choice>
              <Choice intent="skip" keyName="S" shortcut="S" onIntent={intend}>
                Skip
              </Choice>
            </>
          )}
          <Choice
            intent="undo"
            keyName="U"
            shortcut="U"
            onIntent={intend}
            disabled={turn.answered + turn.skipped === 0}
          >
            Undo
          </Choice>
        </footer>
      )}
    </section>
  );
}

function progressInWords({ answered, skipped, total }: JudgeTurn): string {
  const left = `${count(answered + skipped)} of ${count(total)}`;
  return skipped > 0 ? `${left}, ${count(skipped)} skipped` : left;
}

type PairProps = { path: string; pair: BlindPair; onIntent: (intent: Intent) => void };

function Pair({ path, pair, onIntent }: PairProps) {
  const { token, imageId, width, height } = pair;
  return (
    <div className="desk-pair" key={token}>
      <div className="desk-picture" style={{ aspectRatio: `${width} / ${height}` }}>
        {/* Its own text would give one of the captions away. */}
        <Thumbnail path={path} id={imageId} alt="What both captions are about" className="picture-image" />
      </div>
      {(['left', 'right'] as const).map((side) => (
        <button key={side} type="button" className={`desk-caption ${side}`} onClick={() => onIntent(side)}>
          <span className="unseen">{side === 'left' ? 'Left' : 'Right'} caption is better: </span>
          <span className="desk-text">
            {pair[side].trim() === '' ? <i className="soft">This caption is empty.</i> : pair[side]}
          </span>
          <kbd>{side === 'left' ? '←' : '→'}</kbd>
        </button>
      ))}
    </div>
  );
}

type ChoiceProps = {
  intent: Intent;
  keyName: string;
  /** The key as the browser calls it. */
  shortcut: string;
  children: string;
  disabled?: boolean;
  onIntent: (intent: Intent) => void;
};

function Choice({ intent, keyName, shortcut, children, disabled = false, onIntent }: ChoiceProps) {
  return (
    <Button disabled={disabled} aria-keyshortcuts={shortcut} onClick={() => onIntent(intent)}>
      <kbd>{keyName}</kbd> {children}
    </Button>
  );
}

function Over({ turn, onLeave }: { turn: JudgeTurn; onLeave: () => void }) {
  if (turn.total === 0)
    return (
      <EmptyState icon="image" title="No pairs have been drawn">
        <p>Go back and draw some.</p>
        <Button onClick={onLeave}>Go back</Button>
      </EmptyState>
    );
  return (
    <EmptyState icon="check" title="All pairs are judged">
      <p>
        Thank you. Answers stored: {count(turn.answered)}
        {turn.skipped > 0 && `, pairs skipped: ${count(turn.skipped)}`}. Undo goes back to the last one, Esc
        ends.
      </p>
      <Button kind="primary" onClick={onLeave}>
        Done
      </Button>
    </EmptyState>
  );
}
