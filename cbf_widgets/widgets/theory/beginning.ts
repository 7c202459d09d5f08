/** A theory of one's own to begin with: empty, with the columns of a template, or with what another one says. No DOM. */
import { NO_THEORY, type Template, type Theory } from "./document";
import { slug, tidy } from "./edits";

const named = (title: string, usual: string) => tidy("title", title.trim() || usual);

export function empty(title: string, taken: string[]): Theory {
  const called = named(title, "Our theory of change");
  return { ...NO_THEORY, id: slug(called, taken, "theory"), title: called };
}

export function fromTemplate(template: Template, title: string, taken: string[]): Theory {
  const known = template.id === "six-column" || template.id === "five-column" ? template.id : "own";
  return { ...empty(title, taken), template: known, columns: template.columns };
}

/**
 * A copy of one's own: no longer an authority's, but items keep the lines that they were read from, and where it
 * came from is kept for good, also when a copy is copied.
 */
export function copyOf(theory: Theory, title: string, taken: string[]): Theory {
  const called = named(title, `${theory.title}, our version`);
  return { ...theory, id: slug(called, taken, "theory"), title: called, authority: "", made_from: theory.made_from || theory.id };
}

/** A theory that was read elsewhere, with an id and a title of its own here. */
export function taken(theory: Theory, title: string, ids: string[]): Theory {
  const called = named(title, theory.title);
  return { ...theory, id: ids.includes(theory.id) ? slug(called, ids, "theory") : theory.id, title: called };
}
