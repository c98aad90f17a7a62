/** Who a captioner of a plan is, as something that prompts can be put to: the batch's and a try's alike. */
import type { Writer } from '../plan/captioner.ts';
import { askTrainer, type Recaptioner } from './ask.ts';
import { askEndpoint } from './ask-endpoint.ts';
import { askExported } from './ask-exported.ts';

/** `exported`: the folder of the experiment's own model as ONNX, for the captioner that reads it. */
export function recaptionerFor(writer: Writer, exported: string): Recaptioner {
  switch (writer.kind) {
    case 'endpoint':
      return askEndpoint(writer);
    case 'onnx':
      return askExported(writer.precision, exported);
    case 'folder':
      return askExported(writer.precision, writer.path);
    case 'checkpoint':
      return (context, questions, options, told) =>
        askTrainer(context, questions, { ...options, checkpoint: writer.path }, told);
    case 'torch':
      return askTrainer;
  }
}
