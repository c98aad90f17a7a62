import type { memoryRequests } from '../../../shared/memory-requests.ts';
import { memoryNeeds } from '../memory/needs.ts';
import type { HandlersOf } from './handlers-of.ts';

export const memoryHandlers: HandlersOf<typeof memoryRequests> = {
  'memory.needs': ({ model }) => memoryNeeds(model),
};
