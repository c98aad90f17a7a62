/** The page's only way out: `call` and `on`, typed by shared/bridge.ts. Everything is validated on the other side. */
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../shared/bridge.ts';

const bridge: Bridge = {
  call: (name, args) => ipcRenderer.invoke('call', { name, args }),
  on: (name, listener) => {
    const forward = (_event: IpcRendererEvent, message: { event: string; data: never }): void => {
      if (message.event === name) listener(message.data);
    };
    ipcRenderer.on('event', forward);
    return () => {
      ipcRenderer.off('event', forward);
    };
  },
};

contextBridge.exposeInMainWorld('squared', bridge);

// A folder that is dropped on the window: only here can its path be told, and it takes the same way as everything else.
window.addEventListener('dragover', (event) => event.preventDefault());
window.addEventListener('drop', (event) => {
  event.preventDefault();
  const file = event.dataTransfer?.files[0];
  const path = file && webUtils.getPathForFile(file);
  if (path) void bridge.call('window.drop', { path });
});
