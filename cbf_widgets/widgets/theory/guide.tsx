/** The guide: one question at a time for every column. Nobody has to answer, and nothing waits for an answer. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Select, TextField, Tick } from "../shared/field";
import { answers, firstOpen, howFar, place, questions, there, type Question } from "./asking";
import { itemsIn, type Theory } from "./document";
import type { Hands } from "./view";

export function Guide({ hands, onAnew }: { hands: Hands; onAnew: () => void }) {
  const { theory, show } = hands;
  const [backwards, setBackwards] = useState(false);
  const all = questions(theory, backwards);
  const [id, setId] = useState<string | null>(() => firstOpen(theory, all));
  const at = place(all, id);
  const question = all[at]!;
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => root.current?.querySelector<HTMLElement>(".cbf-answer :is(input, textarea, select)")?.focus(), [question.id, theory.id]);
  const go = (by: number) => (all[at + by] ? setId(all[at + by]!.id) : show({ panel: null }, "The guide is closed."));
  const last = at === all.length - 1;
  return (
    <div ref={root} class="cbf-guide" data-question={question.id}>
      <p class="cbf-cap"><span dir="auto">{theory.title}</span> · {question.title}</p>
      <h3 class="cbf-question">{question.asks}</h3>
      <div class="cbf-answer"><Answer key={question.id} hands={hands} question={question} /></div>
      <div class="cbf-buttons">
        <button type="button" aria-disabled={at === 0} onClick={() => at > 0 && go(-1)}>Back</button>
        <button type="button" onClick={() => go(1)}>{last ? "Done" : answers(theory, question) > 0 ? "Next question" : "Skip"}</button>
        <button type="button" class="cbf-text-button" onClick={onAnew}>Begin another</button>
      </div>
      <Far hands={hands} all={all} at={at} onGo={setId} />
      <Tick label="Begin with what is wanted in the long term, and work back" on={backwards} onTick={setBackwards} />
    </div>
  );
}

/** How far one is: a dot for each question, filled where there is an answer. */
function Far({ hands, all, at, onGo }: { hands: Hands; all: Question[]; at: number; onGo: (id: string) => void }) {
  const { theory } = hands;
  return (
    <nav class="cbf-far" aria-label="Questions of the guide">
      <ol>{all.map((question, i) => (
        <li key={question.id}><button type="button" class="cbf-small" aria-current={i === at ? "step" : undefined} data-answered={answers(theory, question) > 0 || undefined}
          aria-label={`${question.title}: ${there(theory, question).toLowerCase()}`} title={`${question.title}: ${there(theory, question).toLowerCase()}`} onClick={() => onGo(question.id)} /></li>
      ))}</ol>
      <p class="cbf-quiet">{howFar(theory, all, at)}</p>
    </nav>
  );
}

function Answer({ hands, question }: { hands: Hands; question: Question }) {
  if (question.kind === "vision") return <VisionAnswer hands={hands} question={question} />;
  if (question.kind === "arrows") return <ArrowAnswer hands={hands} question={question} />;
  return <ItemAnswer hands={hands} question={question} />;
}

function VisionAnswer({ hands: { theory, act, settle }, question }: { hands: Hands; question: Question }) {
  return <TextField label={question.asks} lines value={theory.vision.text} placeholder={question.hint} onText={(vision) => act({ type: "retitle", vision })} onLeave={settle} />;
}

function ItemAnswer({ hands, question }: { hands: Hands; question: Question }) {
  const { theory, act } = hands;
  const [text, setText] = useState("");
  const items = itemsIn(theory, question.column);
  const add = (event: Event) => {
    event.preventDefault();
    if (act({ type: "addItem", column: question.column, text })) setText("");
  };
  return (
    <>
      <form class="cbf-pair" onSubmit={add}>
        <TextField label={question.asks} value={text} placeholder={question.hint} onText={setText} />
        <button type="submit" class="cbf-main">Add</button>
      </form>
      {items.length > 0 && (
        <ul class="cbf-given" aria-label={`Under ${question.title}`}>{items.map((item) => (
          <li key={item.id}><span dir="auto">{item.text}</span>
            <button type="button" class="cbf-small" aria-label={`Remove “${item.text}”`} onClick={() => act({ type: "removeItem", item: item.id })}>×</button></li>
        ))}</ul>
      )}
    </>
  );
}

/** From each item, those that stand in a later column come first: that is where arrows mostly lead. */
export function leadsTo(theory: Theory, from: string): [string, string][] {
  const column = (id: string) => theory.columns.findIndex((one) => one.id === theory.items.find((item) => item.id === id)?.column);
  const drawn = new Set(theory.links.filter((link) => link.from_item === from).map((link) => link.to_item));
  const others = theory.items.filter(({ id }) => id !== from && !drawn.has(id));
  const later = others.filter(({ id }) => column(id) > column(from));
  return [...later, ...others.filter((item) => !later.includes(item))].map(({ id, text }) => [id, text]);
}

function ArrowAnswer({ hands, question }: { hands: Hands; question: Question }) {
  const { theory, act } = hands;
  const [from, setFrom] = useState(theory.items[0]?.id ?? "");
  const [to, setTo] = useState("");
  if (theory.items.length < 2) return <p class="cbf-quiet">An arrow joins two items: answer a question or two first.</p>;
  const start = theory.items.some(({ id }) => id === from) ? from : theory.items[0]!.id;
  const ends = leadsTo(theory, start);
  const end = ends.some(([id]) => id === to) ? to : (ends[0]?.[0] ?? "");
  const draw = (event: Event) => {
    event.preventDefault();
    act({ type: "link", from: start, to: end });
  };
  return (
    <form class="cbf-pair" onSubmit={draw}>
      <Select label="This" value={start} options={theory.items.map(({ id, text }): [string, string] => [id, text])} onPick={setFrom} />
      <Select label="leads to that" value={end} options={ends} onPick={setTo} />
      <button type="submit" class="cbf-main">Draw the arrow</button>
      <p class="cbf-quiet">{question.hint}</p>
    </form>
  );
}
