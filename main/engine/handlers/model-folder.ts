import type { modelFolderRequests } from '../../../shared/model-folder-requests.ts';
import { inspectModel } from '../models/inspect.ts';
import type { HandlersOf } from './handlers-of.ts';

export const modelFolderHandlers: HandlersOf<typeof modelFolderRequests> = {
  'models.inspect': ({ path }) => inspectModel(path),
};
