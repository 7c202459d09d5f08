/** One card, opened: where it was read, its themes with why and by whom, what it names, its arrows. */
import { lineWords } from "../shared/counting";
import { itemOf, linkOf, columnOf, type Item, type Link } from "./document";
import { codesOf } from "./edits";
import { namedIn } from "./finding";
import { begin, type Hands } from "./view";

export function Detail({ hands, item, brief }: { hands: Hands; item: Item; brief?: boolean }) {
  const { theory, view, show } = hands;
  return (
    <div class="cbf-detail">
      {!brief && <p class="cbf-cap" dir="auto">{columnOf(theory, item.column)?.title}</p>}
      {!brief && <p class="cbf-large" dir="auto">{item.text}</p>}
      <Origin hands={hands} item={item} />
      <div class="cbf-buttons">
        <button type="button" class={view.from === item.id ? undefined : "cbf-main"} aria-pressed={view.from === item.id} onClick={() => begin(hands, item.id)}>Draw an arrow from here</button>
        <button type="button" aria-pressed={view.editing} onClick={() => show({ item: item.id, link: null, editing: !view.editing })}>Edit</button>
      </div>
      <Ways hands={hands} item={item} />
      <Themes hands={hands} item={item} />
      <Names hands={hands} item={item} />
    </div>
  );
}

function Origin({ hands, item }: { hands: Hands; item: Item }) {
  const { theory } = hands;
  const from = theory.made_from && hands.theories.find(({ id }) => id === theory.made_from)?.title;
  return (
    <div class="cbf-origin">
      {item.lines.length > 0 ? <p class="cbf-quiet">{from ? `From ${from}, guide, ` : "Guide, "}{lineWords(item.lines)}</p> : <p class="cbf-quiet">Your own; it stands nowhere in the guide.</p>}
      {item.group && <p><span class="cbf-quiet">Stands under</span> <span dir="auto">{item.group}</span></p>}
      {item.placement === "read" && <p class="cbf-is-read">A reading of a damaged page: its column isn’t certain.</p>}
      {item.cut_off && <p>The page itself cuts it short.</p>}
      {item.note && <p dir="auto">{item.note}</p>}
    </div>
  );
}

function Ways({ hands, item }: { hands: Hands; item: Item }) {
  const { links } = hands.theory;
  const into = links.filter((link) => link.to_item === item.id);
  const out = links.filter((link) => link.from_item === item.id);
  if (into.length + out.length === 0) return <p class="cbf-quiet">No arrows yet. What leads to this, and what does it lead to?</p>;
  return (
    <>
      {into.length > 0 && <><h4>Arrows in</h4><ul class="cbf-ways">{into.map((link) => <Way key={link.id} hands={hands} link={link} other={link.from_item} />)}</ul></>}
      {out.length > 0 && <><h4>Arrows on</h4><ul class="cbf-ways">{out.map((link) => <Way key={link.id} hands={hands} link={link} other={link.to_item} />)}</ul></>}
    </>
  );
}

/** An arrow from or to another card: to open it, to go there, to take it away. */
export function Way({ hands, link, other }: { hands: Hands; link: Link; other: string }) {
  const { theory, view, show, act } = hands;
  const number = theory.links.findIndex(({ id }) => id === link.id) + 1;
  const there = itemOf(theory, other);
  const on = other === link.to_item;
  const text = there?.text ?? other;
  const called = on ? `${number}, to ${text}` : `${number}, from ${text}`;
  return (
    <li>
      <button type="button" class="cbf-number" aria-pressed={view.link === link.id} aria-label={`Open arrow ${called}`} onClick={() => show({ link: linkOf(theory, link.id) ? link.id : null })}>{number}</button>
      <span>
        <button type="button" class="cbf-text-button" onClick={() => show({ item: other, link: null }, `Chosen: ${there?.text ?? other}`)} dir="auto"><span class="cbf-unseen">Go {on ? "on" : "back"} to </span>{there?.text}</button>
        <span class="cbf-assumed" dir="auto"><b class="cbf-if">if</b> {link.assumption || <i>… not said yet</i>}</span>
      </span>
      <button type="button" class="cbf-small" aria-label={`Take away arrow ${called}`} onClick={() => act({ type: "unlink", link: link.id })}>×</button>
    </li>
  );
}

function Themes({ hands, item }: { hands: Hands; item: Item }) {
  const { coding, theory } = hands;
  if (coding.themes.length === 0) return null;
  const codes = codesOf(coding, theory.id, item.id);
  const title = (id: string) => coding.themes.find((theme) => theme.id === id)?.title ?? id;
  return (
    <>
      <h4>Themes <small>our coding, not the guide’s</small></h4>
      {codes.length === 0 ? <p class="cbf-quiet">No theme catches it.</p> : (
        <ul class="cbf-codes">{codes.map((code) => (
          <li key={code.theme} dir="auto"><b>{title(code.theme)}</b>{code.why && `: ${code.why}`} {code.by && <small>coded by {code.by}</small>}</li>
        ))}</ul>
      )}
    </>
  );
}

function Names({ hands, item }: { hands: Hands; item: Item }) {
  const { shipped, theory, theories } = hands;
  const named = [...namedIn(shipped.measures, theory, item), ...namedIn(shipped.programmes, theory, item)];
  const wording = shipped.wording.filter(({ items }) => items.includes(`${theory.id}/${item.id}`));
  const others = (items: string[]) => [...new Set(items.map((one) => one.split("/")[0]!))].filter((id) => id !== theory.id).map((id) => theories.find((one) => one.id === id)?.title ?? id);
  return (
    <>
      {named.length > 0 && <><h4>Named in it</h4><ul class="cbf-codes">{named.map((one) => <li key={one.id} dir="auto"><b>{one.title}</b>{one.about && `: ${one.about}`}</li>)}</ul></>}
      {wording.map((one) => <p key={one.id} class="cbf-wording">On the page, {one.how} as in {others(one.items).join(", ")}: the template’s wording rather than agreement.</p>)}
    </>
  );
}
