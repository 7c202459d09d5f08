/** Somebody else's arrows laid over one's own: where both agree, what only one drew, and what each assumes. */
import { useEffect, useState } from "preact/hooks";
import { Select } from "../shared/field";
import { itemOf, theoryToPlain, type Link, type Theory } from "./document";
import { base64 } from "./files";
import { LaidSign, layOver, TakeOff, useOver } from "./laidover";
import { differences, laidWords, lay, matched, saidOf, WHOSE, WHOSE_NAMES, wanted, type Laid, type LaidArrow, type Over, type Said } from "./laying";
import { SURE, PUSH } from "./link";
import { Ends, OneOf, useReturn } from "./marks";
import { short } from "./state";
import type { Hands } from "./view";

export function Overlay({ hands }: { hands: Hands }) {
  const { theory, show } = hands;
  const { all, over } = useOver(hands);
  const root = useReturn<HTMLDivElement>("overlay");
  return (
    <div ref={root}>
      <h3>Lay somebody else’s arrows over <span dir="auto">{theory.title}</span></h3>
      <p class="cbf-quiet">Theirs are only laid over: nothing of yours changes until you take an arrow over.</p>
      <Choose hands={hands} laid={over !== undefined} />
      {over && <>
        {all.length > 1 && <Select label="Laid over now" value={String(all.indexOf(over))} options={all.map(({ whose }, i): [string, string] => [String(i), whose])} onPick={(i) => show({ over: Number(i) })} />}
        <Result hands={hands} over={over} />
      </>}
    </div>
  );
}

/** A saved file, or another theory of the same items. */
function Choose({ hands, laid }: { hands: Hands; laid: boolean }) {
  const { ask, tell, theory, theories, show } = hands;
  const [files, setFiles] = useState<{ name: string; about: string; problem: boolean }[]>([]);
  useEffect(() => void ask({ ask: "list" }).then(({ answer }) => setFiles((answer["files"] as never) ?? [])), []);
  const [from, setFrom] = useState("");
  const others = theories.filter((one) => one.id !== theory.id && one.links.length > 0 && matched(theory, one).size > 0);
  const options: [string, string][] = [
    ...others.map(({ id, title }): [string, string] => [`theory:${id}`, `${title}, here`]),
    ...files.filter(({ problem }) => !problem).map(({ name }): [string, string] => [`file:${name}`, name]),
  ];
  const open = async (question: Record<string, unknown>) => {
    const { answer } = await ask({ ask: "overlay", theory: theory.id, ...question });
    if (answer.ok) show({ over: 0 });
    tell(answer.said ?? "", answer.ok);
  };
  const chosen = options.some(([id]) => id === from) ? from : (options[0]?.[0] ?? "");
  const layIt = () => {
    if (chosen.startsWith("file:")) return void open({ path: chosen.slice(5) });
    const other = others.find(({ id }) => `theory:${id}` === chosen)!;
    layOver(hands, [theoryToPlain(other)]);
    show({ over: 0 }, `Laid over: ${other.title}. ${laidWords(lay(theory, other))}`);
  };
  const elsewhere = async (event: Event) => {
    const file = (event.currentTarget as HTMLInputElement).files?.[0];
    if (!file) return;
    try {
      await open({ name: file.name, content: await base64(file) });
    } catch (error) {
      tell(`${file.name}: ${(error as Error).message}`, false);
    }
  };
  return (
    <div class="cbf-choose">
      <div class="cbf-pair">
        <label class="cbf-field"><span>A file that somebody else saved</span>
          <input type="file" accept=".json,application/json" onChange={(event) => void elsewhere(event)} /></label>
        {options.length > 0 && <Select label="Whose arrows" value={chosen} options={options} onPick={setFrom} />}
        {options.length > 0 && <button type="button" class={laid ? undefined : "cbf-main"} onClick={layIt}>Lay over</button>}
        {laid && <TakeOff hands={hands} />}
      </div>
    </div>
  );
}

function Result({ hands, over }: { hands: Hands; over: Over }) {
  const { theory, view, show } = hands;
  const theirs = over.theory;
  const laid = lay(theory, theirs);
  const all = laid.arrows.length;
  const name = (whose: typeof view.whose) => (whose === "all" ? <>All <b>{all}</b></> : <><LaidSign whose={whose} />{WHOSE_NAMES[whose]} <b>{laid.counts[whose]}</b></>);
  return (
    <section class="cbf-laid" aria-label="Both sets of arrows">
      <p role="status"><b><bdi>{over.whose}</bdi></b> is laid over. {laidWords(laid)}</p>
      <OneOf legend="Show the arrows" row value={view.whose} onPick={(whose) => show({ whose })} options={(["all", ...WHOSE] as const).map((whose) => [whose, name(whose)])} />
      <ul class="cbf-laid-arrows">
        {wanted(laid, view.whose).map((arrow) => <Arrow key={`${arrow.from}\n${arrow.to}`} hands={hands} arrow={arrow} by={over.whose} />)}
      </ul>
      <Elsewhere laid={laid} theirs={theirs} />
    </section>
  );
}

function Arrow({ hands, arrow, by }: { hands: Hands; arrow: LaidArrow; by: string }) {
  const { theory, act, show, view } = hands;
  const { whose, mine, theirs: other } = arrow;
  const take = () => act({ type: "link", from: arrow.from, to: arrow.to, fields: { ...NOTHING, ...saidOf(other!) } });
  const assume = () => act({ type: "changeLink", link: mine!.id, fields: { assumption: other!.assumption } });
  const apart = mine && other ? differences(mine, other) : [];
  const ends = <Ends theory={theory} from={arrow.from} to={arrow.to} />;
  const called = `“${short(itemOf(theory, arrow.from)?.text ?? "", 32)}” to “${short(itemOf(theory, arrow.to)?.text ?? "", 32)}”`;
  return (
    <li data-whose={whose}>
      <p class="cbf-laid-head"><LaidSign whose={whose} /><span class="cbf-unseen">{WHOSE_NAMES[whose]}: </span>
        {mine ? <button type="button" class="cbf-text-button" aria-pressed={view.link === mine.id} onClick={() => show({ link: mine.id })}>{ends}</button> : ends}</p>
      <div class="cbf-beside">
        {mine && <SaidBy who="You" link={mine} apart={apart} />}
        {other && <SaidBy who={whose === "both" && apart.length === 0 ? "They say the same" : "They"} link={other} apart={apart} brief={whose === "both" && apart.length === 0} />}
      </div>
      {arrow.turned && <p class="cbf-quiet">{whose === "mine" ? "They drew it the other way round." : "You drew it the other way round."}</p>}
      <p class="cbf-buttons">
        {whose === "theirs" && <button type="button" onClick={take} aria-label={`Take over the arrow from ${called}, of ${by}`}>Take over</button>}
        {apart.includes("assumption") && other?.assumption && <button type="button" onClick={assume} aria-label={`Take over what they assume of the arrow from ${called}`}>Take over what they assume</button>}
      </p>
    </li>
  );
}

const NOTHING: Said = { assumption: "", evidence: "", asks: "", strength: "", confidence: "" };
const told = (options: [string, string][], value: string) => options.find(([id]) => id === value)?.[1].toLowerCase() ?? "";

/** What one of the two says of the arrow; where they differ stands out, in weight and not in colour alone. */
function SaidBy({ who, link, apart, brief }: { who: string; link: Link; apart: (keyof Said)[]; brief?: boolean }) {
  if (brief) return <p class="cbf-said cbf-cap">{who}</p>;
  const mark = (field: keyof Said, words: string) => (apart.includes(field) ? <b>{words}</b> : words);
  const rest: [keyof Said, string][] = [
    ["confidence", told(SURE, link.confidence)], ["strength", link.strength && `${told(PUSH, link.strength)} push`],
    ["evidence", link.evidence ? `evidence: ${link.evidence}` : "no evidence yet"], ["asks", link.asks && `could tell: ${link.asks}`],
  ];
  return (
    <div class="cbf-said">
      <p class="cbf-cap">{who}</p>
      <p dir="auto">{link.assumption ? <><i class="cbf-if">if</i> {mark("assumption", link.assumption)}</> : <span class="cbf-quiet">Nothing said of what has to be true.</span>}</p>
      <p class="cbf-quiet" dir="auto">{rest.filter(([, words]) => words).map(([field, words], i) => <>{i > 0 && " · "}{mark(field, words)}</>)}</p>
    </div>
  );
}

/** Their arrows that join what isn't in this theory: said, though they can't be drawn. */
function Elsewhere({ laid, theirs }: { laid: Laid; theirs: Theory }) {
  if (laid.elsewhere.length === 0) return null;
  return (
    <details class="cbf-elsewhere">
      <summary>Their arrows between items that aren’t here ({laid.elsewhere.length})</summary>
      <ul>{laid.elsewhere.map((link) => <li key={link.id}><Ends theory={theirs} from={link.from_item} to={link.to_item} />{link.assumption && <> <i class="cbf-if">if</i> <span dir="auto">{link.assumption}</span></>}</li>)}</ul>
    </details>
  );
}
