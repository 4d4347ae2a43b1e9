/** What the palette can do besides finding records: go to a place, create a record, change the colours. */
import { useMantineColorScheme } from "@mantine/core";
import {
  type Icon,
  IconLogout,
  IconMoon,
  IconPlus,
  IconRobot,
  IconSparkles,
  IconSun,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { botsQuery } from "../../api/bots";
import { isAdmin, useMe } from "../../api/me";
import { staffSession } from "../../api/session";
import { assistantKeys, useAssistantPanel } from "./assistant-panel-state";
import { useCreatable } from "./new-menu";
import type { Matchable } from "./palette-matching";
import { usePlaces } from "./use-places";

export interface Command extends Matchable {
  id: string;
  group: string;
  description?: string;
  icon: Icon;
  run: () => void;
  /** Opens it beside the page instead of on a page of its own. */
  runBeside?: () => void;
}

export function useCommands(): Command[] {
  return [...useGoTo(), ...useBots(), ...useCreate(), ...useDeeds()];
}

function useGoTo(): Command[] {
  const navigate = useNavigate();
  const { daily, more, setUp } = usePlaces();
  return [...daily, ...more, ...setUp].map((place) => ({
    id: place.root,
    group: "Go to",
    label: place.title,
    icon: place.icon,
    run: () => void navigate(place.destination),
  }));
}

function useBots(): Command[] {
  const navigate = useNavigate();
  const bots = useQuery(botsQuery).data?.items ?? [];
  return bots.map((bot) => ({
    id: `bot-${bot.id}`,
    group: "Bots",
    label: bot.name,
    description: bot.company ?? undefined,
    icon: IconRobot,
    run: () => void navigate({ to: "/bots/$botId", params: { botId: String(bot.id) } }),
  }));
}

function useCreate(): Command[] {
  const navigate = useNavigate();
  const mayBuild = isAdmin(useMe());
  const { creatable, create } = useCreatable();
  const records = creatable.map(
    (object): Command => ({
      id: `create-${object.name}`,
      group: "Create",
      label: `Create a ${object.label.toLowerCase()}`,
      keywords: ["new", "add", ...object.synonyms],
      icon: IconPlus,
      run: () => create(object.name),
    }),
  );
  const bot: Command = {
    id: "create-bot",
    group: "Create",
    label: "Create a bot",
    keywords: ["new", "add"],
    icon: IconPlus,
    run: () => void navigate({ to: "/bots", search: { new: true } }),
  };
  return mayBuild ? [...records, bot] : records;
}

function useDeeds(): Command[] {
  const { setColorScheme } = useMantineColorScheme();
  const assistant = useAssistantPanel();
  return [
    {
      id: "ask",
      group: "Do",
      label: "Ask the assistant, beside this page",
      keywords: ["chat", "panel", "question"],
      description: assistantKeys,
      icon: IconSparkles,
      run: assistant.open,
    },
    {
      id: "light",
      group: "Do",
      label: "Light colours",
      keywords: ["theme", "mode"],
      icon: IconSun,
      run: () => setColorScheme("light"),
    },
    {
      id: "dark",
      group: "Do",
      label: "Dark colours",
      keywords: ["theme", "mode"],
      icon: IconMoon,
      run: () => setColorScheme("dark"),
    },
    {
      id: "sign-out",
      group: "Do",
      label: "Sign out",
      keywords: ["log out", "leave"],
      icon: IconLogout,
      run: () => staffSession.end("signed_out"),
    },
  ];
}
