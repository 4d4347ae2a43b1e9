/** Where the day starts: what is going on, and what to do next in a new workspace. */
import { Anchor, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { botsQuery } from "../../api/bots";
import { isAdmin, useMe } from "../../api/me";
import type { Bot } from "../../api/types";
import { Page } from "../../design/page";
import { Section } from "../../design/section";
import { DemoBanner } from "./demo-banner";
import { FirstSteps } from "./first-steps";
import { Sales } from "./sales";

export function HomePage({ figures }: { figures: ReactNode }) {
  const me = useMe();
  const bots = useQuery(botsQuery).data?.items;
  const isNew = bots !== undefined && !bots.some((bot) => bot.knowledge.indexed > 0);
  return (
    <Page title={greeting(me.name, new Date(), me.workspace.time_zone)}>
      {me.workspace.is_demo && <DemoBanner mayRemove={me.role === "owner"} />}
      {isNew && <FirstSteps bots={bots} mayBuild={isAdmin(me)} />}
      <Sales />
      <Stack gap="lg">
        {figures}
        {bots !== undefined && bots.length > 0 && (
          <Section title="Customer pages" about="What your customers open to ask.">
            <CustomerPages bots={bots} />
          </Section>
        )}
      </Stack>
    </Page>
  );
}

function CustomerPages({ bots }: { bots: Bot[] }) {
  return (
    <Stack gap={6}>
      {bots.map((bot) => (
        <Anchor key={bot.id} href={`/chat/${bot.slug}`} target="_blank" size="sm" w="fit-content">
          {bot.name}
          {bot.company && `, ${bot.company}`}
        </Anchor>
      ))}
    </Stack>
  );
}

export function greeting(name: string | null, now: Date, timeZone: string): string {
  const hour = Number(
    new Intl.DateTimeFormat("en-GB", { hour: "numeric", hourCycle: "h23", timeZone }).format(now),
  );
  const part = hour < 5 || hour >= 18 ? "Good evening" : hour < 12 ? "Good morning" : "Good afternoon";
  const first = name?.trim().split(/\s+/)[0];
  return first ? `${part}, ${first}` : part;
}
