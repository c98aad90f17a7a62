import { usePresets } from '../../data/queries.ts';
import { sortedPresets } from '../welcome/use-start.ts';
import { Choice, Choices } from './choice.tsx';
import { chooseBase } from './choose-base.ts';
import { type Draft, withGoal } from './draft.ts';
import type { StepProps } from './steps.tsx';

export const goals: readonly { goal: Draft['goal']; title: string; about: string }[] = [
  {
    goal: 'reproduce',
    title: 'Reproduce the tables',
    about:
      'Three rounds, all specialists and the final generalist: what the paper’s tables 1, 3 and 4 are made of, from your own data. Or one of its tables alone.',
  },
  {
    goal: 'captions',
    title: 'Improve my captions',
    about:
      'Rounds until the stop rule sees no further gain, held against the same compute on the same data (the paper’s table 9).',
  },
  {
    goal: 'specialists',
    title: 'Add specialists',
    about:
      'One round, then specialists for skills that captions lack: where things are, boxes, text in pictures (section 3.2).',
  },
  {
    goal: 'recaption',
    title: 'Just recaption',
    about:
      'A model that is there already describes each image once, and nothing is trained: one round’s recaptioning by itself (section 3.1).',
  },
];

export function GoalStep({ draft, onChange }: StepProps) {
  const { data: presets = [] } = usePresets();
  const { tables } = sortedPresets(presets);
  const table = tables.some(({ name }) => name === draft.base) ? draft.base : '';
  return (
    <>
      <Choices legend="Goal">
        {goals.map(({ goal, title, about }) => (
          <Choice
            key={goal}
            name="goal"
            value={goal}
            checked={draft.goal === goal}
            title={title}
            onChange={() => onChange(withGoal(draft, goal))}
          >
            {about}
          </Choice>
        ))}
      </Choices>
      {draft.goal === 'reproduce' && tables.length > 0 && (
        <label className="new-table">
          <b>Which of them</b>
          <select
            className="field"
            value={table}
            onChange={({ currentTarget: { value } }) => void chooseBase(value || 'demo', onChange)}
          >
            <option value="">All that three rounds and three specialists give</option>
            {tables.map(({ name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
          <span className="soft small">{tables.find(({ name }) => name === table)?.description}</span>
        </label>
      )}
    </>
  );
}
