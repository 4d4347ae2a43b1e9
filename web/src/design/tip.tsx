/** A hint around the target of a menu or popover; the target keeps its own role and name. */
import { Tooltip } from "@mantine/core";
import type { ReactNode } from "react";

interface TipProps {
  label: string;
  /** What has opened says itself what it is. */
  isOpen?: boolean;
  children: ReactNode;
}

export function Tip({ label, isOpen = false, children }: TipProps) {
  return (
    <Tooltip label={label} disabled={isOpen}>
      <span style={{ display: "inline-flex" }}>{children}</span>
    </Tooltip>
  );
}
