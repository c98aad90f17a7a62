/** What the list of experiments can do with one: take its plan again, put it away, call it otherwise, throw it away and fetch it back. */
import { z } from 'zod';
import { ExperimentSummary } from './models.ts';

const request = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });
const path = z.string().min(1);

/** An experiment that was deleted and can still be fetched back. */
export const TrashedExperiment = z.strictObject({
  /** Its place in the trash; the name under which `experiments.restore` knows it. */
  id: z.string(),
  name: z.string(),
  /** Where it goes back to. */
  path: z.string(),
  deletedAt: z.string(),
});
export type TrashedExperiment = z.infer<typeof TrashedExperiment>;

export const experimentsRequests = {
  /** A new experiment with the same plan; nothing runs yet. What the first one has made is taken over when it runs. */
  'experiments.duplicate': request(z.strictObject({ path }), ExperimentSummary),
  /** Its name in lists and reports. The folder stays where it is, as its rows name files by path. */
  'experiments.rename': request(z.strictObject({ path, name: z.string() }), ExperimentSummary),
  'experiments.archive': request(z.strictObject({ path, archived: z.boolean() }), ExperimentSummary),
  /** Into the trash; a running one is refused. */
  'experiments.delete': request(z.strictObject({ path }), TrashedExperiment),
  'experiments.restore': request(z.strictObject({ id: z.string().min(1) }), ExperimentSummary),
  'experiments.trash': request(z.strictObject({}), z.array(TrashedExperiment)),
  /** For good. The window asks for it when it closes. */
  'experiments.emptyTrash': request(z.strictObject({}), z.strictObject({ removed: z.int() })),
  /** The step itself and what `run.redo` would put back with it. Changes nothing. */
  'run.dependants': request(
    z.strictObject({ path, step: z.string() }),
    z.strictObject({
      steps: z.array(z.string()),
      /** Answers about captions that would go with them: people's, and judge models'. */
      judged: z.strictObject({ people: z.int(), models: z.int() }),
    }),
  ),
  /**
   * Forgets what a step has made, and what every step made from it: they are to be done again, and are not taken over from other
   * experiments. Starts nothing; a running experiment is refused. Answers the steps that were put back, in their order.
   */
  'run.redo': request(
    z.strictObject({ path, step: z.string() }),
    z.strictObject({ steps: z.array(z.string()) }),
  ),
};
