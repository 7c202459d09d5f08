"""A built widget on a bare page: no Jupyter, no network, a model that records what it is told."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import Locator, Page, Route

from cbf_widgets.paths import static_dir

ORIGIN = "http://cbf.test"

HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A widget</title>{styles}</head>
<body><main>{views}</main><script type="module" src="/start.js"></script></body></html>"""

# What anywidget gives to `initialize` and `render`, as far as widgets may rely on it.
START = """
import loaded from "/widget.js";
const listeners = {};
const record = { saved: [], sent: [] };
// JSON has no bytes: {$bytes: base64} stands for them, and becomes the DataView that a widget gets.
const revive = (value) => {
  if (!value || typeof value !== "object" || value instanceof DataView) return value;
  if (Array.isArray(value)) return value.map(revive);
  if ("$bytes" in value) return new DataView(Uint8Array.from(atob(value.$bytes), (c) => c.charCodeAt(0)).buffer);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revive(inner)]));
};
let state = revive(await (await fetch("/state.json")).json()), changed = {};
let asked = 0;
const tell = async (heard) => {
  asked += 1;
  try {
    const { traits, messages = [] } = (await window.toKernel?.(heard)) ?? {};
    if (traits) window.bare.fromKernel(traits);
    for (const { content, files } of messages) window.bare.message(content, files);
  } finally {
    asked -= 1;
  }
};
const frame = () => new Promise(requestAnimationFrame);
const emit = (name, ...rest) => (listeners[name] ?? []).slice().forEach((listener) => listener(...rest));
const model = {
  get: (name) => state[name],
  set(name, value) {
    if (state[name] === value) return;
    state[name] = value;
    changed[name] = value;
    emit("change:" + name, model, value);
    emit("change");
  },
  save_changes() {
    const saved = structuredClone(changed);
    changed = {};
    record.saved.push(saved);
    void tell({ saved });
  },
  send(content, callbacks, buffers) { record.sent.push(structuredClone(content)); void tell({ sent: content }); },
  on(names, listener) { for (const name of names.split(" ")) (listeners[name] ??= []).push(listener); },
  off(names, listener) {
    for (const name of names?.split(" ") ?? Object.keys(listeners))
      listeners[name] = (listeners[name] ?? []).filter((other) => listener && other !== listener);
  },
  widget_manager: { get_model: async () => { throw new Error("no other models on a bare page"); } },
};
const experimental = { invoke: async () => { throw new Error("no kernel on a bare page"); } };
const owner = new AbortController();
const widget = typeof loaded === "function" ? await loaded() : loaded;
const cleanups = [await widget.initialize?.({ model, signal: owner.signal, experimental })];
for (const el of document.querySelectorAll(".view"))
  cleanups.push(await widget.render?.({ model, el, signal: owner.signal, experimental }));
window.bare = {
  model, record, state: () => state, listeners,
  fromKernel(plain) {
    const values = revive(plain);
    const names = Object.keys(values).filter((name) => state[name] !== values[name]);
    Object.assign(state, values);
    for (const name of names) emit("change:" + name, model, values[name]);
    emit("change");
  },
  message(content, files = []) { emit("msg:custom", content, files.map(revive)); },
  // What was done has been drawn, and the kernel has answered: a frame draws, the next has its effects behind it.
  async rest() { do { await frame(); await frame(); } while (asked); },
  close() { owner.abort(); for (const cleanup of cleanups.reverse()) cleanup?.(); },
};
document.documentElement.dataset.started = "true";
"""

CLOSE = """async () => {
  window.bare.close();
  const left = () => Object.values(window.bare.listeners).flat().length;
  for (let frame = 0; left() && frame < 20; frame += 1) await new Promise(requestAnimationFrame);
  return left();
}"""

Kernel = Callable[[dict[str, Any]], dict[str, Any]]
_KERNELS: WeakKeyDictionary[Page, Kernel | None] = WeakKeyDictionary()


def _connect(page: Page, kernel: Kernel | None) -> None:
    """Let a kernel of ours answer what the page sends; without one nobody answers."""
    if kernel and page not in _KERNELS:
        page.expose_function("toKernel", lambda heard: answering(heard) if (answering := _KERNELS[page]) else {})
    if kernel or page in _KERNELS:
        _KERNELS[page] = kernel


@dataclass(frozen=True)
class BareWidget:
    """A widget's views on a bare page, and the model between them and us."""

    page: Page

    @classmethod
    def open(
        cls, page: Page, name: str, state: dict[str, Any], *, views: int, styles: Sequence[str], kernel: Kernel | None = None
    ) -> BareWidget:
        """Show the built widget `name`, once per view, with `state` as its traits; a kernel may answer what it sends."""
        _connect(page, kernel)
        sheets = [(static_dir() / f"{name}.css").read_text(encoding="utf-8"), *styles]
        served = {
            "/": (
                "text/html",
                HTML.format(styles="".join(f"<style>{s}</style>" for s in sheets), views='<div class="view"></div>' * views),
            ),
            "/start.js": ("text/javascript", START),
            "/widget.js": ("text/javascript", (static_dir() / f"{name}.js").read_text(encoding="utf-8")),
            "/state.json": ("application/json", json.dumps(state)),
            "/favicon.ico": ("image/x-icon", ""),
        }

        def answer(route: Route) -> None:
            kind, body = served[route.request.url.removeprefix(ORIGIN)]
            route.fulfill(body=body, content_type=f"{kind}; charset=utf-8")

        page.unroute_all()
        page.route(f"{ORIGIN}/**", answer)
        page.goto(ORIGIN + "/")
        page.wait_for_function("() => document.documentElement.dataset.started")
        return cls(page)

    def view(self, index: int = 0) -> Locator:
        """One of the widget's views."""
        return self.page.locator(".view").nth(index)

    def rest(self) -> None:
        """Wait until what was done is drawn and the kernel has answered."""
        self.page.evaluate("() => window.bare.rest()")

    def get(self, trait: str) -> Any:
        """A trait's value, once what was done before has come to rest."""
        return self.page.evaluate("async (name) => { await window.bare.rest(); return window.bare.model.get(name); }", trait)

    def set(self, **traits: Any) -> None:
        """Change traits as the kernel would."""
        self.page.evaluate("(values) => window.bare.fromKernel(values)", traits)

    def message(self, content: Any, *files: bytes) -> None:
        """Send a custom message as the kernel would."""
        sent = [{"$bytes": base64.b64encode(file).decode()} for file in files]
        self.page.evaluate("([content, files]) => window.bare.message(content, files)", [content, sent])

    @property
    def saved(self) -> list[dict[str, Any]]:
        """What each `save_changes` would have sent to the kernel, in order."""
        return self._recorded("saved")

    @property
    def sent(self) -> list[Any]:
        """The custom messages that the widget sent, in order."""
        return self._recorded("sent")

    def _recorded(self, what: str) -> list[Any]:
        recorded: list[Any] = self.page.evaluate(
            "async (what) => { await window.bare.rest(); return window.bare.record[what]; }", what
        )
        return recorded

    def close(self) -> int:
        """Remove the widget; how many of its listeners are left on the model some frames later (should be none)."""
        left: int = self.page.evaluate(CLOSE)
        return left
