/** What is amiss on this machine, each with the exact command that mends it. Nothing is shown when all is well. */
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Notice } from '../../components/error-notice.tsx';
import { useDoctor } from '../../data/queries.ts';

export function MachineProblems() {
  const { data, refetch, isFetching } = useDoctor();
  if (!data || data.ok) return null;
  return (
    <Notice
      tone="warn"
      title="This machine needs a little mending"
      actions={
        <Button size="small" busy={isFetching} onClick={() => refetch()}>
          Check again
        </Button>
      }
    >
      <ul className="problems">
        {data.items
          .filter(({ state }) => state !== 'ok')
          .map(({ name, detail, mend }) => (
            <li key={name} className="problem">
              <span>
                <b>{name}</b> <span className="soft">{detail}</span>
              </span>
              {mend && (
                <span className="command">
                  <code>{mend}</code>
                  <CopyButton text={mend} label={`Copy the command for ${name}`} />
                </span>
              )}
            </li>
          ))}
      </ul>
    </Notice>
  );
}
