/** Asks before a step and all that was made from it are done again, and says which those are. */
import { useQuery } from '@tanstack/react-query';
import type { Step } from '../../../shared/models.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Notice } from '../../components/error-notice.tsx';
import { ask } from '../../data/ask.ts';
import { count } from '../../data/format.ts';
import { stepTitle } from '../../data/names.ts';
import { keyOf } from '../../data/queries.ts';

type Props = {
  path: string;
  steps: readonly Step[];
  /** Null: closed. */
  step: Step | null;
  onRedo: (step: Step) => void;
  onClose: () => void;
};

const mostNamed = 8;

export function RedoDialog({ path, steps, step, onRedo, onClose }: Props) {
  const args = { path, step: step?.id ?? '' };
  const { data } = useQuery({
    queryKey: keyOf('run.dependants', args),
    queryFn: () => ask('run.dependants', args),
    enabled: step !== null,
  });
  const others = steps.filter(
    ({ id, state }) => id !== step?.id && state !== 'pending' && data?.steps.includes(id),
  );
  return (
    <ConfirmDialog
      open={step !== null && data !== undefined}
      title={`Do “${step ? stepTitle(step) : ''}” again?`}
      confirm="Forget it and do it again"
      decline="Keep it"
      danger
      onConfirm={() => step && onRedo(step)}
      onClose={onClose}
    >
      <p>
        What this step has made is deleted and made anew, not taken over from elsewhere.
        {others.length > 0 &&
          ` So are the ${others.length} ${others.length === 1 ? 'step that was' : 'steps that were'} made from it: ${others
            .slice(0, mostNamed)
            .map((other) => `${stepTitle(other)}${other.seed === null ? '' : ` (seed ${other.seed})`}`)
            .join(', ')}${others.length > mostNamed ? ` and ${others.length - mostNamed} more` : ''}.`}{' '}
        Everything else stays.
      </p>
      {data && data.judged.people + data.judged.models > 0 && (
        <Notice tone="warn" title="Judgements go too">
          {judgedInWords(data.judged)}
        </Notice>
      )}
    </ConfirmDialog>
  );
}

/** Answers about captions that are written anew say nothing of the new ones. */
export function judgedInWords({ people, models }: { people: number; models: number }): string {
  const parts = [
    people > 0 ? `${count(people)} ${people === 1 ? 'answer' : 'answers'} of people` : '',
    models > 0 ? `${count(models)} ${models === 1 ? 'answer' : 'answers'} of judge models` : '',
  ].filter((part) => part !== '');
  return `What was judged of these captions is deleted with them: ${parts.join(' and ')}. Judging begins anew with the new ones.`;
}
