/**
 * Starts the real window held back until Playwright has attached. Playwright brings that brake with it but only uses it where
 * it finds Electron's own package; without it pages are attached to while they begin to load, and some hang for ever.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('../../../node_modules/playwright-core/lib/server/electron/loader.js');
await import('../../../out/main/index.js');
