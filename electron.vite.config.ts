import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { pagePolicy } from './scripts/setup/page-policy.ts';

const NATIVES = ['better-sqlite3', '@photostructure/sqlite', 'sherpa-onnx-node', 'onnxruntime-node'];

// Everything must also run on the fallback runtime (Electron 33: Node 20.18, Chromium 130).
export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      sourcemap: true,
      rollupOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          voice: resolve('src/voice/index.ts'),
          store: resolve('src/store/index.ts'),
          practice: resolve('src/practice/index.ts'),
          'smart-turn-worker': resolve('src/engines/onnx/smart-turn-worker.ts'),
        },
        external: NATIVES,
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      rollupOptions: {
        input: { index: resolve('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), pagePolicy()],
    build: {
      target: 'chrome130',
      outDir: 'out/renderer',
      rollupOptions: {
        input: {
          screen: resolve('src/renderer/screen/index.html'),
          line: resolve('src/renderer/line/index.html'),
          bar: resolve('src/renderer/screen/bar.html'),
        },
      },
    },
  },
});
