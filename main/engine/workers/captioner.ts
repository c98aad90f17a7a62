/** The captioner as the engine uses it: the same wire and the same watch as the trainer's, another program at its end. */
import { join } from 'node:path';
import { projectRoot } from '../places.ts';
import { Trainer, type TrainerOptions } from './trainer.ts';

export function startCaptioner(options: Pick<TrainerOptions, 'log' | 'heartbeat' | 'progress'>): Trainer {
  const program = join(projectRoot, 'main', 'captioner', 'process.ts');
  return new Trainer({ ...options, command: process.execPath, args: [program] });
}
