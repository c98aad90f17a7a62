/** What is shown: benchmark, model, whom it is held against, right or wrong, words to look for. */
import { useEffect, useId, useRef } from 'react';
import type { BenchmarkAnswer, BenchmarkTally, ShownAnswers } from '../../../shared/benchmark-requests.ts';
import { Icon } from '../../components/icons.tsx';
import { Segments } from '../../components/segments.tsx';
import { CopyMenu } from '../../copy/copy-menu.tsx';
import { capitalised, count } from '../../data/format.ts';
import { benchmarkTitle, modelName } from '../../data/names.ts';
import type { Query } from '../../route.ts';
import type { Choices } from './choices.ts';
import { RescoreButton } from './rescore.tsx';

type Props = {
  path: string;
  running: boolean;
  choices: Choices;
  tally: BenchmarkTally | null;
  show: ShownAnswers;
  search: string;
  busy: boolean;
  total: number | null;
  items: readonly BenchmarkAnswer[];
  onChange: (changes: Query) => void;
  onShow: (show: ShownAnswers) => void;
  onSearch: (search: string) => void;
};

const kinds = ['all', 'right', 'wrong', 'gained', 'lost'] as const;

export function AnswersBar(props: Props) {
  const { path, running, choices, tally, show, search, busy, total, items, onChange, onShow, onSearch } =
    props;
  const field = useSearchKey();
  const { benchmark, model, against, seed, benchmarks, models, seeds } = choices;
  return (
    <search className="answers-bar">
      <div className="answers-choices">
        <Choose label="Benchmark" value={benchmark} onChoose={(value) => onChange({ benchmark: value })}>
          {benchmarks.map((one) => ({ value: one, title: benchmarkTitle(one) }))}
        </Choose>
        <Choose label="Answers of" value={model} onChoose={(value) => onChange({ model: value })}>
          {models.map((one) => ({ value: one, title: modelName(one) }))}
        </Choose>
        <Choose label="Against" value={against ?? ''} onChoose={(value) => onChange({ against: value })}>
          {[
            { value: '', title: 'nobody' },
            ...models.filter((one) => one !== model).map((one) => ({ value: one, title: modelName(one) })),
          ]}
        </Choose>
        {seeds.length > 1 && (
          <Choose label="Seed" value={String(seed)} onChoose={(value) => onChange({ seed: value })}>
            {seeds.map((one) => ({ value: String(one), title: String(one) }))}
          </Choose>
        )}
        <RescoreButton path={path} refused={running ? 'Not while the run goes on: pause it first.' : null} />
      </div>
      <div className="answers-filter">
        <Segments
          label="Which answers"
          options={kinds.filter((kind) => against !== null || (kind !== 'gained' && kind !== 'lost'))}
          chosen={show}
          titleOf={(kind) => (
            <>
              {capitalised(kind)}
              {tally && <span className="soft">{count(tally[kind])}</span>}
            </>
          )}
          onChoose={onShow}
        />
        <div className="search-field">
          <Icon name={busy ? 'spin' : 'search'} />
          <input
            ref={field}
            type="search"
            className="field"
            placeholder="Search questions and answers"
            aria-label="Search questions and answers"
            value={search}
            maxLength={200}
            spellCheck={false}
            onChange={({ currentTarget }) => onSearch(currentTarget.value)}
          />
        </div>
        <span className="small soft" role="status">
          {total !== null && `${count(total)} ${total === 1 ? 'answer' : 'answers'}`}
        </span>
        <CopyMenu
          what={
            items.length === total ? 'these answers' : `the first ${count(items.length)} of these answers`
          }
          table={() => ({
            title: `${benchmarkTitle(benchmark)}: answers of ${modelName(model)}, seed ${seed}`,
            columns: ['item', 'question', 'truth', 'answer', 'score', 'other answer', 'other score'],
            rows: items.map((one) => [
              one.item,
              one.question,
              one.truth,
              one.answer,
              one.score,
              one.otherAnswer,
              one.otherScore,
            ]),
          })}
        />
      </div>
    </search>
  );
}

type ChooseProps = {
  label: string;
  value: string;
  onChoose: (value: string) => void;
  children: readonly { value: string; title: string }[];
};

function Choose({ label, value, onChoose, children }: ChooseProps) {
  const id = useId();
  return (
    <span className="choose">
      <label className="small soft" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="field"
        value={value}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      >
        {children.map((one) => (
          <option key={one.value} value={one.value}>
            {one.title}
          </option>
        ))}
      </select>
    </span>
  );
}

/** Ctrl+F leads to the field. */
function useSearchKey() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const find = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
      event.preventDefault();
      field.current?.select();
    };
    window.addEventListener('keydown', find);
    return () => window.removeEventListener('keydown', find);
  }, []);
  return field;
}
