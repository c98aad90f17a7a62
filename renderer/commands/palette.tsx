/** Every view, experiment and action by its name: type a part of it, choose with the arrows, Enter. */
import './palette.css';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Icon } from '../components/icons.tsx';
import type { Action, Command } from './commands.ts';
import { fitting } from './match.ts';

type Props = {
  open: boolean;
  commands: readonly Command[];
  onChoose: (action: Action) => void;
  onClose: () => void;
};

/** More are found by typing on. */
const most = 60;

export function Palette({ open, commands, onChoose, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Find a view, an experiment or an action"
      onClose={onClose}
      // A click beside it closes it, as Escape does.
      onMouseDown={(event) => event.target === dialog.current && onClose()}
    >
      {open && <Finder commands={commands} onChoose={onChoose} onClose={onClose} />}
    </dialog>
  );
}

function Finder({ commands, onChoose, onClose }: Omit<Props, 'open'>) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(() => fitting(commands, typed).slice(0, most), [commands, typed]);
  const chosen = Math.min(at, found.length - 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen is what has to be seen
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, found]);
  const choose = (command: Command | undefined): void => {
    if (!command) return;
    onClose();
    onChoose(command.action);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const move = moves[event.key];
    if (event.key === 'Enter') choose(found[chosen]);
    else if (move !== undefined) setAt(Math.max(0, Math.min(found.length - 1, chosen + move)));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="palette-field">
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={found.length > 0 ? `${id}-${chosen}` : undefined}
          aria-label="Find a view, an experiment or an action"
          placeholder="Go to a view, an experiment, or do something"
          value={typed}
          maxLength={100}
          spellCheck={false}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {/* Always there, so that the field names a list that exists. */}
      <div ref={list} id={id} role="listbox" aria-label="What fits">
        {found.map((command, index) => (
          <Found
            key={command.id}
            id={`${id}-${index}`}
            command={command}
            selected={index === chosen}
            onChoose={() => choose(command)}
          />
        ))}
      </div>
      {found.length === 0 && <p className="palette-none soft">Nothing is called “{typed.trim()}”.</p>}
    </>
  );
}

type FoundProps = { id: string; command: Command; selected: boolean; onChoose: () => void };

function Found({ id, command: { title, group, keys }, selected, onChoose }: FoundProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names what is chosen
    <div id={id} role="option" aria-selected={selected} onClick={onChoose}>
      <span className="truncate">{title}</span>
      <span className="small soft truncate">{group}</span>
      {keys ? <kbd>{keys}</kbd> : <span />}
    </div>
  );
}
