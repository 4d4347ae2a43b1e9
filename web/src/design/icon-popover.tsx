/** A small button with a picture that opens a panel beside itself; what is in the panel begins when it opens. */
import { ActionIcon, Popover, type PopoverProps } from "@mantine/core";
import type { ReactNode } from "react";
import { Tip } from "./tip";

interface IconPopoverProps extends Pick<PopoverProps, "position" | "width"> {
  label: string;
  icon: ReactNode;
  /** In pixels, of the button. */
  size: number;
  padding?: "xs";
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  children: ReactNode;
}

export function IconPopover(props: IconPopoverProps) {
  const { label, icon, size, padding, isOpen, onOpen, children, ...place } = props;
  return (
    <Popover opened={isOpen} onChange={onOpen} shadow="md" trapFocus returnFocus {...place}>
      <Tip label={label} isOpen={isOpen}>
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={size}
            aria-label={label}
            aria-expanded={isOpen}
            onClick={() => onOpen(!isOpen)}
          >
            {icon}
          </ActionIcon>
        </Popover.Target>
      </Tip>
      <Popover.Dropdown p={padding} maw="calc(100vw - 24px)">
        {isOpen && children}
      </Popover.Dropdown>
    </Popover>
  );
}
