import { type FormEvent, useId } from 'react';
import { Button } from '../../components/button.tsx';

type Props = { usdPerHour: number | null; onChange: (usdPerHour: number | null) => void };

/** Empty: the paper's price. */
export function Price({ usdPerHour, onChange }: Props) {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const written = String(new FormData(event.currentTarget).get('price')).trim();
    onChange(written === '' ? null : Number(written));
  };
  return (
    <form className="settings-choice" onSubmit={submit}>
      <label htmlFor={id}>USD</label>
      <input
        id={id}
        className="field price"
        name="price"
        type="number"
        min={0}
        max={10_000}
        step="any"
        placeholder="4.91"
        key={usdPerHour}
        defaultValue={usdPerHour ?? ''}
      />
      <Button size="small" type="submit">
        Save
      </Button>
      <span className="small soft">
        {usdPerHour === null ? 'Now the paper’s price of an H100.' : `Now ${usdPerHour} USD.`}
      </span>
    </form>
  );
}
