/** The twin in words: every card and every arrow as a list, from which everything can be done. */
import { useState } from "preact/hooks";
import { SelectAndDo } from "../shared/field";
import { lineWords, some } from "../shared/counting";
import { Detail } from "./detail";
import { itemOf, type Item } from "./document";
import { LaidSign, useOver } from "./laidover";
import { lay, type Laid, type Over } from "./laying";
import { kept, partsOf, stagesOf } from "./finding";
import { Ends } from "./marks";
import { short } from "./state";
import { draw, pick, type Hands } from "./view";

export function Outline({ hands }: { hands: Hands }) {
  const [open, setOpen] = useState(false);
  const { theory } = hands;
  return (
    <details class="cbf-in-words" open={open} onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}>
      <summary>{theory.title} in words: {some(theory.items.length, "card")}, {some(theory.links.length, "arrow")}</summary>
      {open && <Words hands={hands} />}
    </details>
  );
}

function Words({ hands }: { hands: Hands }) {
  const { theory, coding, shipped, view } = hands;
  const wanted = kept(theory, coding, shipped, view.search, view.filter);
  const stages = stagesOf(theory).slice(0, view.teach ?? undefined);
  return (
    <div class="cbf-outline">
      {theory.vision.text && <p class="cbf-vision" dir="auto">{theory.vision.text}</p>}
      {stages.map((stage) => (
        <section key={stage.id} aria-label={stage.title}>
          <h4 dir="auto">{stage.title} <small>{stage.items.length}</small></h4>
          <ul class="cbf-rows">
            {partsOf(stage).parts.map((part) => {
              if (part.kind === "sub") return <li key={part.id} class="cbf-sub" dir="auto">{theory.columns.find(({ id }) => id === part.id.slice(4))?.title}</li>;
              if (part.kind === "group") return <li key={part.id} class="cbf-group" dir="auto">{itemOf(theory, part.id.slice(6))?.group}</li>;
              const item = itemOf(theory, part.id)!;
              return wanted && !wanted.has(item.id) ? null : <Row key={item.id} hands={hands} item={item} />;
            })}
          </ul>
          {stage.items.length === 0 && <p class="cbf-quiet">{theory.authority ? "The page has nothing here." : "Nothing here yet."}</p>}
        </section>
      ))}
      <Arrows hands={hands} />
    </div>
  );
}

function Row({ hands, item }: { hands: Hands; item: Item }) {
  const { theory, view } = hands;
  const chosen = view.item === item.id;
  const into = theory.links.filter(({ to_item }) => to_item === item.id).length;
  const out = theory.links.filter(({ from_item }) => from_item === item.id).length;
  const about = [item.lines.length ? lineWords(item.lines) : "your own", item.placement && "a reading of a damaged page", item.cut_off && "cut short", into + out > 0 && `${into} in, ${out} on`];
  const others = chosen ? theory.items.filter(({ id }) => id !== item.id && !theory.links.some((link) => link.from_item === item.id && link.to_item === id)).map((one): [string, string] => [one.id, short(one.text, 80)]) : [];
  return (
    <li data-chosen={chosen || undefined}>
      <button type="button" class="cbf-row" data-row={item.id} aria-expanded={chosen} onClick={() => pick(hands, item.id)}>
        <span class="cbf-row-words"><span dir="auto">{item.text}</span> <small>{about.filter(Boolean).join(" · ")}</small></span>
      </button>
      {chosen && (
        <div class="cbf-row-open">
          {others.length > 0 && <SelectAndDo label="An arrow from it to" options={others} button="Draw the arrow" onDo={(to) => draw(hands, item.id, to)} />}
          <Detail hands={hands} item={item} brief />
        </div>
      )}
    </li>
  );
}

function Arrows({ hands }: { hands: Hands }) {
  const { theory, view, show, act } = hands;
  const { over } = useOver(hands);
  const laid = over && lay(theory, over.theory);
  const also = (id: string) => laid?.arrows.some(({ mine, theirs }) => theirs && mine?.id === id);
  return (
    <section aria-label="Arrows">
      <h4>Arrows <small>{theory.links.length}, drawn by you</small></h4>
      {theory.links.length === 0 && <p class="cbf-quiet">None yet. The guide prints columns only.</p>}
      <ol class="cbf-rows">
        {theory.links.map((link, i) => (
          <li key={link.id} class="cbf-arrow-row">
            <button type="button" class="cbf-row" aria-expanded={view.link === link.id} data-arrow-row={link.id} onClick={() => show({ link: view.link === link.id ? null : link.id, item: view.item ?? link.to_item })}>
              <b class="cbf-number">{i + 1}</b>
              <span class="cbf-row-words"><Ends theory={theory} from={link.from_item} to={link.to_item} /> <span class="cbf-assumed" dir="auto"><b class="cbf-if">if</b> {link.assumption || <i>… not said yet</i>}</span>{over && also(link.id) && <small><LaidSign whose="both" /> also in <bdi>{over.whose}</bdi></small>}</span>
            </button>
            <button type="button" class="cbf-small" aria-label={`Take away arrow ${i + 1}`} onClick={() => act({ type: "unlink", link: link.id })}>×</button>
          </li>
        ))}
      </ol>
      {over && laid && <Theirs hands={hands} over={over} laid={laid} />}
    </section>
  );
}

/** What only somebody else drew; to take one over, the panel where it is laid over has a button for each. */
function Theirs({ hands, over, laid }: { hands: Hands; over: Over; laid: Laid }) {
  return (
    <>
      <h4>Only in <bdi>{over.whose}</bdi> <small>{laid.counts.theirs}, laid over yours</small></h4>
      <ul class="cbf-rows" aria-label={`Arrows only in ${over.whose}`}>
        {laid.arrows.filter(({ whose }) => whose === "theirs").map(({ from, to, theirs }) => (
          <li key={`${from} ${to}`} class="cbf-their-row"><LaidSign whose="theirs" /> <span class="cbf-row-words"><Ends theory={hands.theory} from={from} to={to} /> <span class="cbf-assumed" dir="auto"><b class="cbf-if">if</b> {theirs!.assumption || <i>… not said yet</i>}</span></span></li>
        ))}
      </ul>
    </>
  );
}
