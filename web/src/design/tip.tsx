/** A hint around the target of a menu or popover; the target keeps its own role and name. */
import { Tooltip } from "@mantine/core";
import type { ReactNode } from "react";

export function Tip({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <span style={{ display: "inline-flex" }}>{children}</span>
    </Tooltip>
  );
}
