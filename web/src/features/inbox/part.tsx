/** A titled part of the details, and its words where there is nothing yet. */
import { Text } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "./details.module.css";

export function Part({ title, children }: { title: string; children: ReactNode }) {
  const headingId = useId();
  return (
    <section className={classes.part} aria-labelledby={headingId}>
      <h3 id={headingId}>{title}</h3>
      {children}
    </section>
  );
}

export function NothingYet({ children }: { children: ReactNode }) {
  return (
    <Text size="xs" c="dimmed">
      {children}
    </Text>
  );
}
