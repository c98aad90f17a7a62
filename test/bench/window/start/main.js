/** Starts the real window as `npm start` does, and leaves what Electron has within the reach of who looks into its main process. */
import * as electron from 'electron';
import '../../../../out/main/index.js';

globalThis.electron = electron;
