/** What every editor of a field has in common: its label or accessible name, help and error. */
import type { FieldInputProps } from "./field-input";

export function inputParts({ field, error, isBare, autoFocus, disabled }: FieldInputProps) {
  const focus = autoFocus ? { "data-autofocus": true, autoFocus: true } : {};
  const common = { error, disabled, ...focus };
  if (isBare) return { ...common, "aria-label": field.label };
  return {
    ...common,
    label: field.label,
    description: field.help ?? undefined,
    withAsterisk: field.required,
  };
}

/** Where the list of an editor opens: above everything, or inside the popover that holds the editor. */
export function dropdownParts({ isInPopover = false }: FieldInputProps) {
  return { withinPortal: !isInPopover, zIndex: 400 };
}
