/** Every number that a run takes, as a field: what it means, how far it may go, how it was. */
import { held, range, shown, without, withNumber, type Assumed, type Implied, type Numbers } from "./running";
import type { Hands } from "./view";

interface SheetProps {
  hands: Hands;
  implied: Implied;
  numbers: Numbers;
  onSet: (numbers: Numbers) => void;
}

export function Sheet({ hands, implied, numbers, onSet }: SheetProps) {
  const usual = (name: string) => (hands.shipped.numbers as Assumed[]).find((one) => one.name === name)?.value;
  const moved = Object.keys(numbers).length;
  return (
    <section class="cbf-sheet" aria-label="The numbers">
      <div class="cbf-sheet-head"><h4>The numbers, all assumed</h4>
        <button type="button" aria-disabled={moved === 0} onClick={() => onSet({})}>Reset all</button></div>
      <div class="cbf-sheet-fields">{implied.numbers.map((one) => (
        <Field key={one.name} one={one} moved={one.name in numbers} onSet={(value) => onSet(withNumber(numbers, one.name, value, usual(one.name)))}
          onReset={() => onSet(without(numbers, one.name))} />
      ))}</div>
    </section>
  );
}

function Field({ one, moved, onSet, onReset }: { one: Assumed; moved: boolean; onSet: (value: number) => void; onReset: () => void }) {
  const far = range(one);
  const take = (event: Event) => {
    const field = event.currentTarget as HTMLInputElement;
    const value = held(field.valueAsNumber, one);
    field.value = String(shown(one, value ?? one.value));
    if (value !== null && value !== one.value) onSet(value);
  };
  return (
    <div class="cbf-number-field" data-name={one.name} data-moved={moved || undefined}>
      <label><span>{one.title}</span>
        <input type="number" step="any" min={shown(one, one.least)} max={shown(one, one.most)} value={shown(one)} onChange={take} aria-label={[one.title, one.unit, far].filter(Boolean).join(", ")} /></label>
      <button type="button" class="cbf-small" aria-label={`Reset ${one.title}`} title="Back to the start" aria-disabled={!moved} onClick={onReset}>↺</button>
      <small dir="auto">{one.meaning}{far && <> <span class="cbf-range">{far}.</span></>}</small>
    </div>
  );
}
