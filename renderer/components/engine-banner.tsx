/** Says when the engine's process is away: being started again, or given up until asked for. */
import { useEffect, useState } from 'react';
import type { EngineState } from '../../shared/window.ts';
import { ask } from '../data/ask.ts';
import { Button } from './button.tsx';
import { Notice } from './error-notice.tsx';

export function EngineBanner() {
  const [engine, setEngine] = useState<EngineState | null>(null);
  useEffect(() => {
    void ask('window.engine', {}).then(setEngine);
    return window.squared.on('window.engine', setEngine);
  }, []);
  if (!engine || engine.state === 'ready') return null;
  const failed = engine.state === 'failed';
  return (
    <div className="banner">
      <Notice
        tone={failed ? 'bad' : 'warn'}
        title={failed ? 'The engine is not running' : 'The engine is being started again'}
        actions={
          failed && (
            <Button size="small" onClick={() => ask('window.engine', { restart: true }).then(setEngine)}>
              Start it again
            </Button>
          )
        }
      >
        {engine.message}
      </Notice>
    </div>
  );
}
