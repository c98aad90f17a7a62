import type { CaptionStatistics, Experiment } from '../../../shared/models.ts';
import type { KeptClauses } from '../../../shared/specialist-clauses.ts';
import { Badge } from '../../components/badge.tsx';
import { Card } from '../../components/card.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { count, percent, signedPoints } from '../../data/format.ts';
import { benchmarkTitle, modelColour, modelName } from '../../data/names.ts';
import type { SeedChoice } from '../rounds/evidence.ts';
import { verdictWords } from '../rounds/verdict-words.ts';
import { ClausesKept } from './clauses-kept.tsx';
import { ContributionTable } from './contribution-table.tsx';
import type { SpecialistContributions } from './contributions.ts';
import { Examples } from './examples.tsx';

type Props = {
  specialist: SpecialistContributions;
  experiment: Experiment;
  captions: readonly CaptionStatistics[];
  /** Null until a report has looked. */
  kept: KeptClauses | null;
  /** Whose figures are shown. */
  chosen: SeedChoice;
  /** Whose answers are shown. */
  seed: number;
};

export function SpecialistCard({ specialist, experiment, captions, kept, chosen, seed }: Props) {
  const { name, rows, against } = specialist;
  const { path } = experiment.summary;
  const written = captions.reduce((sum, one) => sum + one.captions, 0);
  return (
    <Card
      title={
        <>
          <svg width="10" height="10" aria-hidden="true">
            <circle cx="5" cy="5" r="5" fill={modelColour(name, experiment.plan)} />
          </svg>{' '}
          {modelName(name)}
        </>
      }
      about={inWords(specialist, written)}
      actions={
        rows.length > 0 && (
          <CopyMenu what={`what ${modelName(name)} adds`} table={() => tableOf(specialist)} />
        )
      }
    >
      {rows.length > 0 && against !== null ? (
        <>
          <Headline specialist={specialist} />
          {rows.every(({ lift }) => lift === null) && (
            <p className="small soft">Lifts with their intervals come with the report.</p>
          )}
          <ContributionTable specialist={specialist} path={path} seed={chosen} />
        </>
      ) : (
        <p className="soft">{stepNote(experiment, name)}</p>
      )}
      {kept && <ClausesKept kept={kept} experiment={experiment} />}
      <h3>What it answers</h3>
      <Examples path={path} model={name} seed={seed} />
    </Card>
  );
}

function inWords({ benchmark, prompts }: SpecialistContributions, written: number): string {
  const asks = `Is to lift ${benchmarkTitle(benchmark)}; is asked ${prompts.length === 1 ? 'one prompt' : `${prompts.length} prompts`} about each pretraining image`;
  return written > 0 ? `${asks}, and has given ${count(written)} answers.` : `${asks}.`;
}

function Headline({ specialist }: { specialist: SpecialistContributions }) {
  const own = specialist.rows.find((row) => row.own);
  if (!own?.lift) return null;
  const { lift, kept } = own;
  return (
    <p className="specialist-headline">
      <b>{signedPoints(lift.difference)}</b> points on {benchmarkTitle(own.benchmark)} over{' '}
      {modelName(lift.against)} ({signedPoints(lift.low)} to {signedPoints(lift.high)}){' '}
      <Badge tone={verdictWords[lift.verdict].tone}>{verdictWords[lift.verdict].label}</Badge>
      {kept !== null && <> The final generalist keeps {percent(kept)} % of it.</>}
    </p>
  );
}

/** Why there is nothing yet: what the specialist's own steps say. */
function stepNote({ steps }: Experiment, name: string): string {
  const own = steps.filter((step) => step.model === name);
  const skipped = own.find(({ state, note }) => state === 'skipped' && note);
  return skipped?.note ?? 'Not evaluated yet.';
}

const tableOf = ({ name, rows }: SpecialistContributions) => ({
  title: `${modelName(name)} against the last generalist`,
  columns: [
    'benchmark',
    'generalist',
    'specialist',
    'lift',
    'low',
    'high',
    'p',
    'final',
    'kept',
    'lost without it',
    'without low',
    'without high',
  ],
  rows: rows.map(({ benchmark, generalist, specialist, lift, final, kept, leftOut }) => [
    benchmark,
    generalist?.value ?? null,
    specialist?.value ?? null,
    lift?.difference ?? null,
    lift?.low ?? null,
    lift?.high ?? null,
    lift?.pValue ?? null,
    final?.value ?? null,
    kept,
    leftOut?.difference ?? null,
    leftOut?.low ?? null,
    leftOut?.high ?? null,
  ]),
});
