import type { settingsRequests } from '../../../shared/settings-requests.ts';
import { listDevices } from '../library/devices.ts';
import { forgetEndpoint, savedEndpoints, saveEndpoint } from '../library/endpoints.ts';
import { storage } from '../library/storage.ts';
import { testEndpoint } from '../library/test-endpoint.ts';
import { clean } from '../run/clean.ts';
import { findExperiment } from '../run/experiment.ts';
import type { HandlersOf } from './handlers-of.ts';

export const settingsHandlers: HandlersOf<typeof settingsRequests> = {
  'devices.list': ({ again }) => listDevices(again),
  'endpoints.list': () => savedEndpoints(),
  'endpoints.save': ({ endpoint, replaces }) => saveEndpoint(endpoint, replaces),
  'endpoints.remove': ({ name }) => forgetEndpoint(name),
  'endpoints.test': ({ endpoint }) => testEndpoint(endpoint),
  'storage.get': () => storage(),
  'storage.clean': ({ path, kinds }) => ({ freed: clean(findExperiment(path), kinds) }),
};
