/** The panel of an arrow: what has to be true for this to lead to that. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { TextField } from "../shared/field";
import { linkOf, type Confidence, type Link, type Strength, type Theory } from "./document";
import type { LinkFields } from "./edits";
import { Ends, LineSample, OneOf, PushSample } from "./marks";
import type { Hands } from "./view";

export const SURE: [Exclude<Confidence, "">, string][] = [["sure", "Sure"], ["fairly-sure", "Fairly sure"], ["guess", "A guess"]];
export const PUSH: [Exclude<Strength, "">, string][] = [["weak", "Weak"], ["middling", "Middling"], ["strong", "Strong"]];
/** Nobody has to say, and what was said can be left open again. */
const NOT_SAID: ["", string] = ["", "Not said"];

/** The arrow before and after, in the order in which they were drawn; round at the ends. */
export function neighbour(theory: Theory, link: string, by: 1 | -1): string | null {
  const at = theory.links.findIndex((one) => one.id === link);
  const count = theory.links.length;
  return at < 0 || count < 2 ? null : theory.links[(at + by + count) % count]!.id;
}

/** Whether the last thing that was done is drawing this arrow. */
export function justDrawn({ theory, store }: Pick<Hands, "theory" | "store">, link: string): boolean {
  return theory.links.at(-1)?.id === link && store.said.startsWith("Drew an arrow");
}

export function LinkPanel({ hands }: { hands: Hands }) {
  const { theory, view } = hands;
  const link = linkOf(theory, view.link);
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (link && justDrawn(hands, link.id)) root.current?.querySelector<HTMLElement>(".cbf-assumption textarea")?.focus();
  }, [link?.id]);
  if (!link) return null;
  return (
    <div ref={root} class="cbf-link-panel" data-link={link.id}>
      <p class="cbf-cap">Arrow {theory.links.indexOf(link) + 1} of {theory.links.length}</p>
      <p><Ends theory={theory} from={link.from_item} to={link.to_item} /></p>
      <Asked hands={hands} link={link} key={link.id} />
      <Buttons hands={hands} link={link} root={root} />
      <Whose theory={theory} />
    </div>
  );
}

function Asked({ hands, link }: { hands: Hands; link: Link }) {
  const { act, settle } = hands;
  const change = (fields: LinkFields) => act({ type: "changeLink", link: link.id, fields });
  return (
    <>
      <h3 class="cbf-question" aria-hidden="true">What has to be true for this to lead to that?</h3>
      <TextField className="cbf-assumption" label="What has to be true for this to lead to that?" lines value={link.assumption}
        placeholder="For instance: they feel safe enough to answer" onText={(assumption) => change({ assumption })} onLeave={settle} />
      <Evidence hands={hands} link={link} change={change} />
      <OneOf<Confidence> legend="How sure are you?" value={link.confidence} onPick={(confidence) => change({ confidence })}
        options={[...SURE, NOT_SAID].map(([id, words]) => [id, <><span>{words}</span><LineSample sure={id} /></>])} />
      <OneOf<Strength> legend="How strong a push is it?" value={link.strength} onPick={(strength) => change({ strength })}
        options={[...PUSH, NOT_SAID].map(([id, words]) => [id, <><span>{words}</span><PushSample push={id} /></>])} />
    </>
  );
}

/** What speaks for it already, or who could tell. Nothing written down is evidence: “yes” waits for words. */
function Evidence({ hands, link, change }: { hands: Hands; link: Link; change: (fields: LinkFields) => void }) {
  const [meant, mean] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const yes = meant || link.evidence !== "";
  const pick = (has: string) => {
    mean(has === "yes");
    if (has === "not-yet" && link.evidence) change({ evidence: "" });
  };
  return (
    <div ref={root} class="cbf-evidence">
      <OneOf legend="Evidence" row value={yes ? "yes" : "not-yet"} onPick={pick} options={[["yes", "Yes"], ["not-yet", "Not yet"]]} />
      {yes && <TextField label="What speaks for it already?" lines value={link.evidence} onText={(evidence) => { mean(true); change({ evidence }); }} onLeave={hands.settle} />}
      {(!yes || link.asks) && <TextField label="Who could tell you?" value={link.asks} onText={(asks) => change({ asks })} onLeave={hands.settle} />}
    </div>
  );
}

function Buttons({ hands, link, root }: { hands: Hands; link: Link; root: { current: HTMLDivElement | null } }) {
  const { theory, act, show } = hands;
  const next = neighbour(theory, link.id, 1);
  const go = (id: string | null) => id && show({ link: id }, `Arrow ${theory.links.findIndex((one) => one.id === id) + 1} of ${theory.links.length}`);
  const remove = () => {
    const card = root.current?.closest(".cbf")?.querySelector<HTMLElement>(`[data-item="${CSS.escape(link.from_item)}"]`);
    act({ type: "unlink", link: link.id });
    card?.focus();
  };
  return (
    <div class="cbf-buttons">
      <button type="button" class="cbf-danger" onClick={remove}>Remove</button>
      {next && <button type="button" onClick={() => go(neighbour(theory, link.id, -1))} aria-label="Arrow before"><span aria-hidden="true">◂</span></button>}
      {next && <button type="button" onClick={() => go(next)}>Next arrow <span aria-hidden="true">▸</span></button>}
    </div>
  );
}

/** Whose the arrows are stands beside every one of them. */
function Whose({ theory }: { theory: Theory }) {
  const source = theory.authority || theory.made_from;
  return (
    <p class="cbf-yours">
      <b>These arrows are yours.</b> {source
        ? <>The source prints columns only; no arrow is in it. What you write here is never shown as {theory.authority ? `${theory.authority}’s` : "the source’s"}.</>
        : <>An arrow says what you think leads to what. It isn’t evidence that it does.</>}
    </p>
  );
}
