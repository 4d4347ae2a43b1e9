/** A titled part of a page between hairlines. */
import { Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "./section.module.css";

interface SectionProps {
  title: string;
  about?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

export function Section({ title, about, aside, children }: SectionProps) {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className={classes.section}>
      <div className={classes.head}>
        <div>
          <Title order={2} id={headingId}>
            {title}
          </Title>
          {about && (
            <Text c="dimmed" component="div" maw="68ch">
              {about}
            </Text>
          )}
        </div>
        {aside}
      </div>
      {children}
    </section>
  );
}
