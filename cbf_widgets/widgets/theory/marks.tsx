/** Small parts that several panels of one's own share: a line in its style, a choice of one, a text that may not be empty. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { TextField } from "../shared/field";
import { itemOf, type Confidence, type Strength, type Theory } from "./document";

/** How a line is drawn says how sure somebody is; the same in the picture and here. */
export function LineSample({ sure, width = 96 }: { sure: Confidence; width?: number }) {
  return (
    <svg class="cbf-sample" data-sure={sure || undefined} viewBox={`0 0 ${width} 12`} width={width} height="12" aria-hidden="true" focusable="false">
      <path d={`M2,6H${width - 2}`} />
    </svg>
  );
}

/** How strong a push is: one, two or three arrowheads. */
export function PushSample({ push }: { push: Strength }) {
  const heads = { "": 0, weak: 1, middling: 2, strong: 3 }[push];
  return (
    <svg class="cbf-push" viewBox="0 0 26 12" width="26" height="12" aria-hidden="true" focusable="false">
      {Array.from({ length: heads }, (_, i) => <path key={i} d={`M${3 + 7 * i},2L${8 + 7 * i},6L${3 + 7 * i},10`} />)}
    </svg>
  );
}

interface OneOf<T extends string> {
  legend: string;
  options: [T, ComponentChildren][];
  value: T | "";
  onPick: (value: T) => void;
  row?: boolean;
}

export function OneOf<T extends string>({ legend, options, value, onPick, row }: OneOf<T>) {
  // Other widgets on the page must not have the same: their radio buttons would be one group with these.
  const [name] = useState(() => `cbf-${Math.random().toString(36).slice(2)}`);
  return (
    <fieldset class="cbf-one-of" data-row={row || undefined}>
      <legend>{legend}</legend>
      {options.map(([id, words]) => (
        <label key={id} class="cbf-tick">
          <input type="radio" name={name} value={id} checked={value === id} onChange={() => onPick(id)} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface Needed {
  label: string;
  value: string;
  lines?: boolean;
  className?: string;
  onText: (text: string) => void;
  onLeave: () => void;
}

/** A text that can be emptied while one types, but isn't kept empty. */
export function Needed({ value, onText, onLeave, ...rest }: Needed) {
  const [draft, setDraft] = useState<string | null>(null);
  const type = (text: string) => {
    setDraft(text.trim() ? null : text);
    if (text.trim()) onText(text);
  };
  return <TextField {...rest} value={draft ?? value} onText={type} onLeave={() => { setDraft(null); onLeave(); }} />;
}

/** An arrow in words: from here, to there. */
export function Ends({ theory, from, to }: { theory: Theory; from: string; to: string }) {
  return (
    <span class="cbf-ends">
      <span dir="auto">{itemOf(theory, from)?.text ?? from}</span>{" "}
      <span class="cbf-leads"><i aria-hidden="true">↳</i><span class="cbf-unseen">leads to </span> <b dir="auto">{itemOf(theory, to)?.text ?? to}</b></span>
    </span>
  );
}

/** Where the focus goes when a panel that holds it is closed: back to the button that opened it. */
export function useReturn<E extends HTMLElement>(panel: string) {
  const root = useRef<E>(null);
  useLayoutEffect(() => {
    const frame = root.current?.closest(".cbf-panel");
    const opener = root.current?.closest(".cbf")?.querySelector<HTMLElement>(`button[data-panel="${panel}"]`);
    return () => { if (frame?.contains(document.activeElement)) opener?.focus(); };
  }, []);
  return root;
}
