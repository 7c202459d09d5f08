/** Form fields that commit as one types and settle when one leaves. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

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
  onLeave?: () => void;
}

/** A list to pick from: its value follows every arrow key, so it only ever sets something that can be set again. */
export function Select({ label, value, options, onPick, onLeave }: Choice) {
  return (
    <label class="cbf-field">
      <span>{label}</span>
      <select value={value} aria-label={label} onBlur={onLeave} onChange={(event) => onPick((event.currentTarget as HTMLSelectElement).value)}>
        {options.map(([id, text]) => <option key={id} value={id} selected={id === value}>{text}</option>)}
      </select>
    </label>
  );
}

interface Deed {
  label: string;
  options: [string, string][];
  button: string;
  /** What is shown until something is picked. */
  usual?: string | undefined;
  onDo: (value: string) => void;
}

/** A list to pick from, and a button that does it: arrow keys in the list do nothing yet. */
export function SelectAndDo({ label, options, button, usual, onDo }: Deed) {
  const [wanted, want] = useState("");
  const value = options.some(([id]) => id === wanted) ? wanted : (usual ?? options[0]?.[0] ?? "");
  return (
    <div class="cbf-pair">
      <Select label={label} value={value} options={options} onPick={want} />
      <button type="button" onClick={() => onDo(value)}>{button}</button>
    </div>
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
