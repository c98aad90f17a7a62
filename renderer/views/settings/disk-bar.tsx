/** One bar of the whole disk: what experiments hold of it by kind, what else is on it, what is free. The list below says the same in words. */
import { type Storage, storedKinds } from '../../../shared/settings-requests.ts';
import { bytes } from '../../data/format.ts';
import { kindNames } from './stored-kinds.ts';

export function DiskBar({ storage: { byKind, bytes: all, diskBytes, freeBytes } }: { storage: Storage }) {
  const kinds = storedKinds.filter((kind) => byKind[kind] > 0).sort((a, b) => byKind[b] - byKind[a]);
  return (
    <>
      <p>
        <b>{bytes(all)}</b> held by experiments, <b>{bytes(freeBytes)}</b> of {bytes(diskBytes)} free on this
        disk.
      </p>
      {all > 0 && (
        <svg className="disk-bar" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
          {kinds.map((kind, at) => {
            const before = kinds.slice(0, at).reduce((sum, one) => sum + byKind[one], 0);
            return (
              <rect
                key={kind}
                data-kind={kind}
                x={(before / all) * 100}
                y={0}
                width={(byKind[kind] / all) * 100}
                height={3}
              />
            );
          })}
        </svg>
      )}
      {all > 0 && (
        <ul className="disk-kinds" aria-label="Held by experiments, by what it is for">
          {kinds.map((kind) => (
            <li key={kind}>
              <span className="disk-mark" data-kind={kind} aria-hidden="true" />
              {kindNames[kind]} <span className="soft">{bytes(byKind[kind])}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
