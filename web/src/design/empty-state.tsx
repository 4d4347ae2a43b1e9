/** An empty page says what belongs there and offers the first step. */
import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./notices.module.css";

interface EmptyStateProps {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <Text fw={600}>{title}</Text>
      <Text c="dimmed" component="p" m={0}>
        {children}
      </Text>
      {action}
    </div>
  );
}
