/** Small hooks that several widgets use. */
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import type { Model } from "./model";
import type { Store } from "./store";

/** Draw again whenever the store changes, also when it did so while the first picture was drawn. */
export function useStore<Doc>(store: Store<Doc>): Store<Doc> {
  const [, again] = useReducer<number, void>((n) => n + 1, 0);
  const { trail } = store;
  useEffect(() => {
    if (store.trail !== trail) again();
    return store.subscribe(() => again());
  }, [store]);
  return store;
}

/** A trait's value, followed. */
export function useTrait<T>(model: Model, name: string): T {
  const [value, set] = useState<T>(model.get(name));
  useEffect(() => {
    const follow = () => set(() => model.get(name));
    follow();
    model.on(`change:${name}`, follow);
    return () => model.off(`change:${name}`, follow);
  }, [model, name]);
  return value;
}

/** How wide an element is on the page, in whole pixels; pictures with text are drawn for that. */
export function useWidth<E extends Element>(usual: number) {
  const ref = useRef<E>(null);
  const [width, set] = useState(usual);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const look = () => set(Math.round(element.getBoundingClientRect().width) || usual);
    look();
    const watcher = new ResizeObserver(look);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return { ref, width };
}
