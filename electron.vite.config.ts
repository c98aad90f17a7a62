/** Builds the window: main/app (ES module), preload (CommonJS, because a sandboxed preload can be nothing else), renderer. */
import { dirname, join, relative, sep } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = import.meta.dirname;
const mainOutput = join(root, 'out', 'main');

/** A bundled module still names its own folder by `import.meta.dirname`, wherever the project lies. */
function keepSourceFolders(): Plugin {
  return {
    name: 'keep-source-folders',
    transform(code, id) {
      if (!id.startsWith(join(root, 'main') + sep) || !code.includes('import.meta.dirname')) return;
      const folder = JSON.stringify(`/${relative(mainOutput, dirname(id)).split(sep).join('/')}`);
      return { code: code.replaceAll('import.meta.dirname', `(import.meta.dirname + ${folder})`), map: null };
    },
  };
}

// Electron 45 is the normal runtime; 33 (Node 20, Chromium 130) is what machines without its download host get.
export default defineConfig({
  main: {
    plugins: [keepSourceFolders()],
    build: {
      target: 'node20',
      outDir: mainOutput,
      rollupOptions: { input: { index: join(root, 'main/app/index.ts') } },
    },
  },
  preload: {
    build: {
      target: 'node20',
      outDir: join(root, 'out/preload'),
      rollupOptions: {
        input: { index: join(root, 'preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    // The page's protocol serves this folder as its root.
    base: '/',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: join(root, 'out/renderer'),
      // Fonts stay files: the page's security policy has no `data:`.
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: join(root, 'renderer/index.html') } },
    },
  },
});
