/** Plain fields of the steps: a line of text, a whole number. */
type FieldProps = { label: string; value: string; placeholder: string; onChange: (value: string) => void };

export function Field({ label, value, placeholder, onChange }: FieldProps) {
  return (
    <label>
      {label}
      <input
        className="field"
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        maxLength={500}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </label>
  );
}

type NumberProps = {
  label: string;
  about: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
};

export function WholeNumber({ label, about, value, min, max, onChange }: NumberProps) {
  return (
    <label>
      {label}
      <input
        className="field"
        type="number"
        required
        min={min}
        max={max}
        value={value}
        onChange={({ currentTarget: { valueAsNumber } }) => {
          if (Number.isInteger(valueAsNumber)) onChange(Math.min(max, Math.max(min, valueAsNumber)));
        }}
      />
      <span className="soft small">{about}</span>
    </label>
  );
}
