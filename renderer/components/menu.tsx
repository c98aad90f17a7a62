/** What can be done with one thing, behind a button. Not modal, so that nothing of the page is hidden or frozen while it is open. */
import { DropdownMenu } from 'radix-ui';
import { type ReactNode, useRef, useState } from 'react';
import { Icon, type IconName } from './icons.tsx';

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  readonly danger?: boolean;
  /** Why it cannot be chosen now; said beside it. */
  readonly refused?: string | undefined;
  readonly onSelect: () => void;
}

type Props = {
  /** The button that opens it. */
  children: ReactNode;
  /** A line is drawn between groups. */
  groups: readonly (readonly MenuItem[])[];
};

export function Menu({ children, groups }: Props) {
  const shown = groups.filter((group) => group.length > 0);
  const trigger = useRef<HTMLButtonElement>(null);
  // Beside an open dialog nothing of the page can be chosen: its menus lie in it.
  const [dialog, setDialog] = useState<Element | null>(null);
  return (
    <DropdownMenu.Root
      modal={false}
      onOpenChange={() => setDialog(trigger.current?.closest('dialog') ?? null)}
    >
      <DropdownMenu.Trigger ref={trigger} asChild>
        {children}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={dialog}>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          {shown.map((group, index) => (
            <DropdownMenu.Group key={group[0]?.label} className="menu-group">
              {index > 0 && <DropdownMenu.Separator className="menu-line" />}
              {group.map(({ label, icon, danger, refused, onSelect }) => (
                <DropdownMenu.Item
                  key={label}
                  className="menu-item"
                  data-danger={danger || undefined}
                  disabled={refused !== undefined}
                  onSelect={onSelect}
                >
                  {icon ? <Icon name={icon} /> : <span />}
                  <span>
                    {label}
                    {refused && <small>{refused}</small>}
                  </span>
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
