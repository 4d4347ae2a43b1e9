/** What was typed into a form outlives a reload of the page, not the browser's tab. */
import { useState } from "react";
import type { FieldData } from "../../api/objects";
import type { Values } from "../../api/record-writes";

export interface FormDraft {
  values: Values;
  change: (name: string, value: FieldData) => void;
  clear: () => void;
}

export function useFormDraft(key: string, first: Values): FormDraft {
  const [values, setValues] = useState<Values>(() => ({ ...first, ...kept(key) }));
  return {
    values,
    change: (name, value) => {
      const after = { ...values, [name]: value };
      setValues(after);
      sessionStorage.setItem(key, JSON.stringify(after));
    },
    clear: () => sessionStorage.removeItem(key),
  };
}

function kept(key: string): Values {
  try {
    const draft: unknown = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    return typeof draft === "object" && draft !== null ? { ...draft } : {};
  } catch {
    return {};
  }
}
