/** Words not yet kept: they outlive a reload of the page, not the browser's tab. */
import { useState } from "react";
import type { FieldData } from "../../api/objects";
import type { Values } from "../../api/record-writes";

export function hasDraft(key: string): boolean {
  return stored(storageKeyOf(key)) !== null;
}

/** `first` gives what an untouched one starts with; it is asked again when it is first touched, since it may say "now". */
export function useDraft(key: string, first: () => Values) {
  const storageKey = storageKeyOf(key);
  const [values, setValues] = useState<Values>(() => stored(storageKey) ?? first());

  function current(): Values {
    return stored(storageKey) ?? first();
  }

  function change(name: string, value: FieldData) {
    const after = { ...current(), [name]: value };
    sessionStorage.setItem(storageKey, JSON.stringify(after));
    setValues(after);
  }

  function clear() {
    sessionStorage.removeItem(storageKey);
    setValues(first());
  }

  return { values, current, change, clear };
}

function storageKeyOf(key: string): string {
  return `frontdesk.draft.${key}`;
}

function stored(key: string): Values | null {
  try {
    const draft: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    return typeof draft === "object" && draft !== null ? { ...draft } : null;
  } catch {
    return null;
  }
}
