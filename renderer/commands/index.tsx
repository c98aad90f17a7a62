/** The palette, the sheet of shortcuts and what was refused when a command was given. */
import { useEffect, useState } from 'react';
import { IconButton } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import type { Route } from '../route.ts';
import { type Overlay, onOpen } from './open.ts';
import { Palette } from './palette.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { useCommands } from './use-commands.ts';

export function Commands({ route }: { route: Route }) {
  const [shown, setShown] = useState<Overlay | null>(null);
  const [refusal, setRefusal] = useState<Error | null>(null);
  const { commands, perform } = useCommands(route, setRefusal);
  useEffect(() => onOpen(setShown), []);
  // A word about one place has nothing to say at the next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is what it is about
  useEffect(() => setRefusal(null), [route.view]);
  const close = (): void => setShown(null);
  return (
    <>
      {refusal && (
        <div className="banner refused">
          <ErrorNotice error={refusal} />
          <IconButton label="Close this message" icon="cross" onClick={() => setRefusal(null)} />
        </div>
      )}
      <Palette open={shown === 'palette'} commands={commands} onChoose={perform} onClose={close} />
      <ShortcutSheet open={shown === 'shortcuts'} onClose={close} />
    </>
  );
}
