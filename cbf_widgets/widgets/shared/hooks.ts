/** Small hooks that several widgets use. */
import { useEffect, useReducer, useState } from "preact/hooks";
import type { Model } from "./model";
import type { Store } from "./store";

/** Draw again whenever the store changes. */
export function useStore<Doc>(store: Store<Doc>): Store<Doc> {
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => store.subscribe(() => again(undefined as never)), [store]);
  return store;
}

/** A trait's value, followed. */
export function useTrait<T>(model: Model, name: string): T {
  const [value, set] = useState<T>(model.get(name));
  useEffect(() => {
    const follow = () => set(() => model.get(name));
    model.on(`change:${name}`, follow);
    return () => model.off(`change:${name}`, follow);
  }, [model, name]);
  return value;
}
