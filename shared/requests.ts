/**
 * Everything the window and the command line can ask of the engine: name -> arguments -> result.
 * Arguments are validated on arrival (`requests[name].args.parse`), types cross the boundary only here.
 */
import { z } from 'zod';
import { benchmarkRequests } from './benchmark-requests.ts';
import { benchmarksRequests } from './benchmarks-requests.ts';
import { changesRequests } from './changes-requests.ts';
import { ChosenPlan } from './chosen-plan.ts';
import { compareRequests } from './compare-requests.ts';
import { dataRequests } from './data-requests.ts';
import { PlanEstimate, StepEstimate } from './estimates.ts';
import { experimentsRequests } from './experiments-requests.ts';
import { exportRequests } from './export-requests.ts';
import { galleryRequests } from './gallery-requests.ts';
import { judgeRequests } from './judge-requests.ts';
import { libraryRequests } from './library-requests.ts';
import { memoryRequests } from './memory-requests.ts';
import { modelFolderRequests } from './model-folder-requests.ts';
import {
  Caption,
  CaptionFailure,
  CaptionStatistics,
  Comparison,
  Experiment,
  ExperimentSummary,
  ImageRow,
  LossPoint,
  SceneTruth,
  Score,
  Step,
  Verdict,
} from './models.ts';
import { ownDataRequests } from './own-data-requests.ts';
import { Plan } from './plan.ts';
import { promptsRequests } from './prompts-requests.ts';
import { qualityRequests } from './quality-requests.ts';
import { runRequests } from './run-requests.ts';
import { settingsRequests } from './settings-requests.ts';
import { specialistClausesRequests } from './specialist-clauses.ts';

const path = z.string().min(1);
const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });

export const DoctorItem = z.strictObject({
  name: z.string(),
  state: z.enum(['ok', 'missing', 'problem']),
  detail: z.string(),
  /** The exact command that mends it; null when there is nothing to do. */
  mend: z.string().nullable(),
});
export const DoctorReport = z.strictObject({ ok: z.boolean(), items: z.array(DoctorItem) });
export type DoctorReport = z.infer<typeof DoctorReport>;

export const PresetInfo = z.strictObject({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  minutes: z.number(),
});
export type PresetInfo = z.infer<typeof PresetInfo>;

export const requests = {
  ...qualityRequests,
  ...runRequests,
  ...benchmarksRequests,
  ...compareRequests,
  ...specialistClausesRequests,
  ...experimentsRequests,
  ...dataRequests,
  ...ownDataRequests,
  ...benchmarkRequests,
  ...changesRequests,
  ...libraryRequests,
  ...promptsRequests,
  ...memoryRequests,
  ...modelFolderRequests,
  ...settingsRequests,
  'presets.list': request(z.strictObject({}), z.array(PresetInfo)),
  'experiments.list': request(z.strictObject({}), z.array(ExperimentSummary)),
  /** What a plan would do and take, step by step; nothing is made. Every fault of a plan document is told with its line. */
  'plan.preview': request(
    z.strictObject({ ...ChosenPlan.shape, fresh: z.boolean().optional() }),
    z.strictObject({
      plan: Plan,
      steps: z.array(Step.extend({ estimate: StepEstimate })),
      estimate: PlanEstimate,
    }),
  ),
  /** A new experiment folder with its plan; nothing runs yet. */
  'experiments.create': request(
    z.strictObject({
      ...ChosenPlan.shape,
      name: z.string().optional(),
      /** Makes everything anew; else what another experiment has made from the same things is taken over. */
      fresh: z.boolean().optional(),
    }),
    ExperimentSummary,
  ),
  'experiments.open': request(z.strictObject({ path }), ExperimentSummary),
  'experiment.get': request(z.strictObject({ path }), Experiment),
  /**
   * Starts or resumes; answers once the run holds the experiment's lock. `acceptCoverage`: train also on fewer captions than the plan wants,
   * which the experiment remembers and its report tells.
   */
  'run.start': request(
    z.strictObject({ path, acceptCoverage: z.boolean().default(false) }),
    z.strictObject({ pid: z.int() }),
  ),
  /**
   * Records another decision than the stop rule's, with the reason. Where the plan obeys the rule, the steps that now follow are put back
   * and answered; nothing is started.
   */
  'verdict.overrule': request(
    z.strictObject({
      path,
      seed: z.int(),
      round: z.int().positive(),
      decision: z.enum(['continue', 'stop']),
      because: z.string().trim().min(1).max(2000),
    }),
    z.strictObject({ steps: z.array(z.string()) }),
  ),
  'run.cancel': request(z.strictObject({ path }), z.strictObject({ cancelled: z.boolean() })),
  /** At most `limit` points a training, thinned evenly; the last one is always there. */
  'experiment.losses': request(
    z.strictObject({ path, limit: z.int().positive().default(200) }),
    z.array(LossPoint),
  ),
  'experiment.log': request(
    z.strictObject({ path, lines: z.int().positive().max(2000).default(200) }),
    z.array(z.string()),
  ),
  'experiment.scores': request(
    z.strictObject({ path }),
    z.strictObject({
      scores: z.array(Score),
      comparisons: z.array(Comparison),
      captions: z.array(CaptionStatistics),
      verdicts: z.array(Verdict),
    }),
  ),
  /** Writes the report anew from what is stored, also of an unfinished experiment; null while there is nothing to tell. */
  'report.write': request(z.strictObject({ path }), z.strictObject({ reportPath: z.string().nullable() })),
  ...galleryRequests,
  'image.get': request(
    z.strictObject({ path, id: z.int() }),
    z.strictObject({
      image: ImageRow,
      captions: z.array(Caption),
      failures: z.array(CaptionFailure),
      truth: SceneTruth.nullable(),
    }),
  ),
  /** How captions may write the objects that the data's truth knows: lower-case words -> the object's name. Empty where nobody knows. */
  'objects.names': request(z.strictObject({ path }), z.array(z.tuple([z.string(), z.string()]))),
  /** Absolute path of an image's file, for the window's image protocol. */
  'image.file': request(z.strictObject({ path, id: z.int() }), z.strictObject({ file: z.string() })),
  ...judgeRequests,
  doctor: request(z.strictObject({}), DoctorReport),
  ...exportRequests,
};
export type Requests = typeof requests;
export type RequestName = keyof Requests;
export type RequestArgs<N extends RequestName> = z.input<Requests[N]['args']>;
export type RequestResult<N extends RequestName> = z.output<Requests[N]['result']>;

/** How an engine refusal crosses a boundary: what happened, to which item, what was kept, what to do. */
export const EngineError = z.strictObject({ message: z.string(), advice: z.string().nullable() });
export type EngineError = z.infer<typeof EngineError>;
