/** The plain page around sign-in and register. */
import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./entrance.module.css";

export function Entrance({
  title,
  about,
  children,
}: {
  title: string;
  about: ReactNode;
  children: ReactNode;
}) {
  return (
    <main className={classes.page}>
      <Stack gap="lg" className={classes.sheet}>
        <div className={classes.name}>
          <img src="/favicon.svg" alt="" width={28} height={28} />
          <span>Frontdesk</span>
        </div>
        <div>
          <Title order={1}>{title}</Title>
          <Text c="dimmed">{about}</Text>
        </div>
        {children}
      </Stack>
    </main>
  );
}
