/** One theory: its columns, what is chosen beside them, its questions, and the same in words. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Detail } from "./detail";
import { itemOf } from "./document";
import { Doubts } from "./doubts";
import { Edit } from "./edit";
import { Filters, Teach } from "./filters";
import { drawnArrows } from "./finding";
import { LaidOver, useOver } from "./laidover";
import { LinkPanel } from "./link";
import { Outline } from "./outline";
import { Page } from "./page";
import { short } from "./state";
import type { Hands } from "./view";

export function One({ hands }: { hands: Hands }) {
  const { view, theory } = hands;
  const { over } = useOver(hands);
  const arrows = useMemo(() => drawnArrows(theory, over, view.whose), [theory, over, view.whose]);
  const item = itemOf(theory, view.item);
  const beside = view.link || view.editing || item;
  return (
    <div class="cbf-one">
      <Filters hands={hands}><Teach hands={hands} /></Filters>
      {over && <LaidOver hands={hands} over={over} />}
      <div class="cbf-both" data-beside={beside ? true : undefined}>
        <Page hands={hands} arrows={arrows} />
        {beside && <Aside hands={hands} />}
      </div>
      <Doubts hands={hands} />
      <Outline hands={hands} />
    </div>
  );
}

/** What is chosen; an arrow comes before editing, editing before the card itself. */
function Aside({ hands }: { hands: Hands }) {
  const { view, theory, show } = hands;
  const root = useRef<HTMLElement>(null);
  const item = itemOf(theory, view.item);
  const what = view.link ? "link" : view.editing ? "edit" : "item";
  // A press on an arrow goes on to its question; Escape comes back.
  useEffect(() => {
    if (view.link && document.activeElement?.closest(".cbf-ifs, .cbf-ways, .cbf-arrow-row")) root.current?.querySelector<HTMLElement>("textarea")?.focus();
  }, [view.link]);
  useEffect(() => {
    if (view.editing && document.activeElement?.matches(".cbf-say")) root.current?.querySelector<HTMLElement>("h3")?.focus();
  }, [view.editing]);
  const close = () => show(view.link ? { link: null } : view.editing ? { editing: false } : { item: null });
  return (
    <aside ref={root} class="cbf-aside" data-what={what} aria-label={what === "link" ? "The chosen arrow" : what === "edit" ? "Editing" : `The chosen card: ${short(item?.text ?? "")}`}
      onKeyDown={(event) => { if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); } }}>
      <button type="button" class="cbf-close" aria-label={what === "link" ? "Close the arrow" : what === "edit" ? "Close editing" : "Close the card"} onClick={close}>×</button>
      {view.link ? <LinkPanel hands={hands} /> : view.editing ? <Edit hands={hands} /> : item && <Detail hands={hands} item={item} />}
    </aside>
  );
}
