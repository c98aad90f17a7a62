/** Whether the steps are shown as a graph or as a list: chosen once, remembered on this machine. */
import { useState } from 'react';
import { Segments } from '../../components/segments.tsx';

const looks = ['graph', 'list'] as const;
export type StepsLook = (typeof looks)[number];

const titles: Record<StepsLook, string> = { graph: 'Graph', list: 'List' };
const key = 'steps-look';

export function useStepsLook(): [StepsLook, (look: StepsLook) => void] {
  const [look, setLook] = useState<StepsLook>(() =>
    window.localStorage.getItem(key) === 'list' ? 'list' : 'graph',
  );
  return [
    look,
    (chosen) => {
      window.localStorage.setItem(key, chosen);
      setLook(chosen);
    },
  ];
}

type Props = { look: StepsLook; onChoose: (look: StepsLook) => void };

export function StepsLookSwitch({ look, onChoose }: Props) {
  return (
    <Segments
      label="Steps as"
      options={looks}
      chosen={look}
      titleOf={(one) => titles[one]}
      onChoose={onChoose}
    />
  );
}
