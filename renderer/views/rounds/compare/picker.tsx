/** Chooses up to two other experiments of this machine to stand beside this one; each can be taken away again. */
import { OtherMark } from '../../../charts/other-mark.tsx';
import { Button, IconButton } from '../../../components/button.tsx';
import { Menu, type MenuItem } from '../../../components/menu.tsx';
import { useExperiments } from '../../../data/queries.ts';
import { go } from '../../../route.ts';
import { hrefWith, mostOthers } from './wanted.ts';

type Props = { path: string; wanted: readonly string[]; busy: boolean };

export function ComparePicker({ path, wanted, busy }: Props) {
  const { data: experiments } = useExperiments();
  const shown = experiments?.filter((one) => one.path !== path && !one.archived) ?? [];
  const choose = (others: readonly string[]): void => go(hrefWith(path, others));
  const items = shown
    .filter((one) => !wanted.includes(one.path))
    .map(
      (one): MenuItem => ({
        label: one.name,
        icon: 'chart',
        refused: one.state === 'damaged' ? 'damaged' : one.state === 'new' ? 'has not run yet' : undefined,
        onSelect: () => choose([...wanted, one.path]),
      }),
    );
  const nothing: MenuItem = { label: 'There is no other experiment', refused: '', onSelect: () => {} };
  return (
    <fieldset className="compare-picker" aria-label="Compared experiments">
      {wanted.map((other, at) => {
        const name = experiments?.find((one) => one.path === other)?.name ?? other.split(/[\\/]/).at(-1);
        return (
          <span key={other} className="compared-chip">
            <OtherMark at={at} />
            <span className="truncate">{name}</span>
            <IconButton
              label={`Compare no more with ${name}`}
              icon="cross"
              size="small"
              onClick={() => choose(wanted.filter((one) => one !== other))}
            />
          </span>
        );
      })}
      {wanted.length < mostOthers && (
        <Menu groups={[items.length > 0 ? items : [nothing]]}>
          <Button size="small" icon={busy && wanted.length > 0 ? 'spin' : 'chart'}>
            {wanted.length === 0 ? 'Compare with…' : 'And with…'}
          </Button>
        </Menu>
      )}
    </fieldset>
  );
}
