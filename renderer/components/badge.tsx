import type { ReactNode } from 'react';
import type { ExperimentState } from '../../shared/models.ts';
import { experimentStates, type Tone } from '../data/names.ts';
import { Icon, type IconName } from './icons.tsx';

export function Badge({
  tone = 'plain',
  icon,
  children,
}: {
  tone?: Tone;
  icon?: IconName;
  children: ReactNode;
}) {
  return (
    <span className="badge" data-tone={tone}>
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  );
}

export function StateBadge({ state }: { state: ExperimentState }) {
  const { label, tone } = experimentStates[state];
  return (
    <Badge tone={tone} {...(state === 'running' ? { icon: 'spin' as const } : {})}>
      {label}
    </Badge>
  );
}
