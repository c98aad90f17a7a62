import { type FormEvent, useId, useRef } from 'react';
import { Button } from '../../components/button.tsx';

type Props = { usdPerHour: number | null; onChange: (usdPerHour: number | null) => void };

/** Empty: the paper's price. A machine of one's own costs at least what it draws. */
export function Price({ usdPerHour, onChange }: Props) {
  const id = useId();
  const price = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const written = String(new FormData(event.currentTarget).get('price')).trim();
    onChange(written === '' ? null : Number(written));
  };
  return (
    <>
      <form className="settings-choice" onSubmit={submit}>
        <label htmlFor={id}>USD</label>
        <input
          id={id}
          ref={price}
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
      <Energy
        onReckoned={(usd) => {
          if (price.current) price.current.value = String(usd);
        }}
      />
    </>
  );
}

/** Fills the price in; saved is it only when the user says so. */
function Energy({ onReckoned }: { onReckoned: (usdPerHour: number) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onReckoned(energyPrice(Number(form.get('watts')), Number(form.get('usd'))));
  };
  return (
    <details className="price-energy">
      <summary>From the energy it draws</summary>
      <form onSubmit={submit}>
        <div>
          <label>
            Watts while it works
            <input
              className="field price"
              name="watts"
              type="number"
              required
              min={1}
              max={100_000}
              placeholder="350"
            />
          </label>
          <label>
            USD for a kilowatt-hour
            <input
              className="field price"
              name="usd"
              type="number"
              required
              min={0}
              max={100}
              step="any"
              placeholder="0.30"
            />
          </label>
          <Button size="small" type="submit">
            Reckon
          </Button>
        </div>
      </form>
    </details>
  );
}

/** USD an hour, to a hundredth of a cent. */
export const energyPrice = (watts: number, usdPerKilowattHour: number): number =>
  Math.round((watts / 1000) * usdPerKilowattHour * 1e4) / 1e4;
