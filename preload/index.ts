/** The page's only way out: `call` and `on`, typed by shared/bridge.ts. Everything is validated on the other side. */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
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
