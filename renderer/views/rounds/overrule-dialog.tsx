/** Another decision than the stop rule's, with the reason: both are kept and told in the report. */
import { type FormEvent, useEffect, useId, useRef } from 'react';
import type { Verdict } from '../../../shared/models.ts';
import { Button } from '../../components/button.tsx';

export interface Overruling {
  readonly seed: number;
  readonly round: number;
  readonly decision: Verdict['decision'];
  readonly because: string;
}

type Props = {
  /** Null: closed. */
  verdict: Verdict | null;
  onOverrule: (overruling: Overruling) => void;
  onClose: () => void;
};

export function OverruleDialog({ verdict, onOverrule, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (verdict) dialog.current?.showModal();
    else dialog.current?.close();
  }, [verdict]);
  const other = verdict?.decision === 'stop' ? 'continue' : 'stop';
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const because = String(new FormData(event.currentTarget).get('because')).trim();
    onClose();
    if (verdict) onOverrule({ seed: verdict.seed, round: verdict.round, decision: other, because });
  };
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby={id} onClose={onClose}>
      {verdict && (
        <form className="own-images" onSubmit={submit}>
          <h2 id={id}>{other === 'continue' ? 'Go on all the same?' : 'Stop here all the same?'}</h2>
          <p className="soft">
            The rule’s verdict on round {verdict.round} of seed {verdict.seed} stays beside yours, and the
            report tells both. Where the plan obeys the rule, the steps that now follow are put back to be
            done.
          </p>
          <label>
            Why
            <textarea className="field" name="because" rows={3} required maxLength={2000} />
          </label>
          <footer>
            <Button onClick={onClose}>Leave it to the rule</Button>
            <Button kind="primary" type="submit">
              {other === 'continue' ? 'Go on' : 'Stop'}
            </Button>
          </footer>
        </form>
      )}
    </dialog>
  );
}
