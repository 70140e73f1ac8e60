/** How many papers of a kind: at most three digits, empty for none, `asked` shown faintly while it is. */
export function CountInput(props: {
  label: string;
  value: number;
  asked?: number;
  invalid: boolean;
  disabled?: boolean;
  onChange: (count: number) => void;
}) {
  const { asked = 0 } = props;
  return (
    <input
      className="qmc-count"
      inputMode="numeric"
      aria-label={props.label}
      aria-invalid={props.invalid || undefined}
      disabled={props.disabled}
      value={props.value === 0 ? '' : props.value}
      placeholder={asked === 0 ? '' : `(${asked})`}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => props.onChange(Number(event.currentTarget.value.replace(/\D/gu, '').slice(-3)))}
    />
  );
}
