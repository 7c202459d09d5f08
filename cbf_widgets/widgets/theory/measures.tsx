/** Which named measures stand where: diamonds for an authority, names under a theme, a table for all. */
import { useMemo } from "preact/hooks";
import { NO_THEME, type Comparison, type Measure, type Theming, type Use } from "./counting";
import { measureName, measureWords, unsettled } from "./countwords";
import { titleOf, type Seen } from "./looking";

export const measuresIn = (comparison: Comparison, theory: string) => comparison.measures.filter(({ theories }) => theories.includes(theory)).map(({ measure }) => measure);

/** A diamond for each, hollow where it is somebody's own or still being made. */
export function Diamonds({ measures, known }: { measures: string[]; known: Measure[] }) {
  if (measures.length === 0) return <span class="cbf-c-none">none</span>;
  const step = Math.min(11.5, 66 / measures.length);
  return (
    <svg class="cbf-c-diamonds" viewBox={`0 0 ${(measures.length - 1) * step + 13} 13`} width={(measures.length - 1) * step + 13} height={13} aria-hidden="true" focusable="false">
      {measures.map((measure, i) => <path key={measure} data-hollow={unsettled(measure, known) || undefined} d={`M${6.5 + i * step},1.5l5,5l-5,5l-5,-5z`} />)}
    </svg>
  );
}

/** What the diamonds mean, as far as both kinds are there. */
export function Standing({ measures, known }: { measures: string[]; known: Measure[] }) {
  const hollow = measures.filter((measure) => unsettled(measure, known));
  if (hollow.length === 0) return null;
  return <small class="cbf-c-standing"><Diamonds measures={hollow.slice(0, 1)} known={known} /> hollow: somebody’s own, or still being made</small>;
}

/** Under a theme: who names which measure, or that no one does. */
export function MeasuredWith({ theme, uses, seen, short }: { theme: Theming; uses: Use[]; seen: Seen; short: boolean }) {
  const known = seen.hands.shipped.measures as Measure[];
  if (uses.length === 0 && theme.id === NO_THEME.id) return <span class="cbf-quiet">–</span>;
  const lower = theme.title.charAt(0).toLowerCase() + theme.title.slice(1);
  if (uses.length === 0) return <span class="cbf-c-nobody">no one {short ? <span class="cbf-unseen">measures {lower}</span> : <>measures <b>{lower}</b></>}</span>;
  if (short) return <Short measures={[...new Set(uses.map(({ measure }) => measure))]} known={known} />;
  return (
    <ul class="cbf-c-uses">
      {seen.counted.theories.map(({ id, title }) => {
        const own = [...new Set(uses.filter(({ theory }) => theory === id).map(({ measure }) => measure))];
        return own.length > 0 && <li key={id}><small dir="auto">{title}</small> <span dir="auto">{own.map((measure) => measureName(measure, known)).join(", ")}</span></li>;
      })}
    </ul>
  );
}

/** How many, where there is no room for their names. */
function Short({ measures, known }: { measures: string[]; known: Measure[] }) {
  const names = measures.map((measure) => measureName(measure, known)).join(", ");
  return <span class="cbf-c-short" title={names}><b>{measures.length}</b> <Diamonds measures={measures.slice(0, 3)} known={known} /><span class="cbf-unseen" dir="auto">{names}</span></span>;
}

/** All measures by name, and who names each. */
export function MeasuresTable({ seen }: { seen: Seen }) {
  const { comparison, counted } = seen;
  const known = seen.hands.shipped.measures as Measure[];
  const shown = useMemo(() => comparison.measures.map(({ measure, theories }) => ({ measure, theories: theories.filter((id) => counted.theories.some((one) => one.id === id)) })), [comparison, counted]);
  if (shown.length === 0) return <p>No scale or questionnaire is named in these theories.</p>;
  return (
    <div class="cbf-c-scroll" tabIndex={0} role="region" aria-label="Measures and who names them">
      <table class="cbf-c-words-table">
        <caption>Scales and questionnaires, and whose theory names them</caption>
        <thead><tr><th scope="col">Measure</th><th scope="col">Named by</th><th scope="col">What the guide says of it</th></tr></thead>
        <tbody>
          {shown.map(({ measure, theories }) => (
            <tr key={measure}><th scope="row" dir="auto">{known.find(({ id }) => id === measure)?.title ?? measure}</th>
              <td dir="auto">{theories.map((id) => titleOf(counted.theories, id)).join(", ") || "none of these"}</td><td dir="auto">{measureWords(measure, known)}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
