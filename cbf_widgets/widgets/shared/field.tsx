/** Form fields that commit as one types and settle when one leaves. */
import type { ComponentChildren } from "preact";

interface Field {
  label: string;
  value: string;
  onText: (text: string) => void;
  onLeave?: () => void;
  lines?: boolean;
  hint?: string;
  placeholder?: string;
  autofocus?: boolean;
  className?: string;
}

export function TextField({ label, value, onText, onLeave, lines, hint, placeholder, className }: Field) {
  const shared = {
    value, placeholder, dir: "auto" as const, "aria-label": label, onBlur: onLeave, spellcheck: true,
    onInput: (event: Event) => onText((event.currentTarget as HTMLInputElement).value),
  };
  return (
    <label class={`cbf-field ${className ?? ""}`}>
      <span>{label}</span>
      {lines ? <textarea rows={2} {...shared} /> : <input type="text" {...shared} />}
      {hint && <small>{hint}</small>}
    </label>
  );
}

interface Choice {
  label: string;
  value: string;
  options: [string, string][];
  onPick: (value: string) => void;
  className?: string;
}

/** A list to pick from; an option with an empty value is the prompt. */
export function Select({ label, value, options, onPick, className }: Choice) {
  return (
    <label class={`cbf-field ${className ?? ""}`}>
      <span>{label}</span>
      <select value={value} aria-label={label} onChange={(event) => onPick((event.currentTarget as HTMLSelectElement).value)}>
        {options.map(([id, text]) => <option key={id} value={id} selected={id === value}>{text}</option>)}
      </select>
    </label>
  );
}

export function Tick({ label, on, onTick, children }: { label: string; on: boolean; onTick: (on: boolean) => void; children?: ComponentChildren }) {
  return (
    <label class="cbf-tick">
      <input type="checkbox" checked={on} onChange={(event) => onTick((event.currentTarget as HTMLInputElement).checked)} />
      <span>{children ?? label}</span>
    </label>
  );
}
