/** ⌘K: go anywhere, do what is done often. */
import { useMantineColorScheme } from "@mantine/core";
import {
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
  spotlight,
} from "@mantine/spotlight";
import { IconLogout, IconMoon, IconPlus, IconRobot, IconSearch, IconSun } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { botsQuery } from "../../api/bots";
import { isAdmin, useMe } from "../../api/me";
import { staffSession } from "../../api/session";
import { placesFor } from "./navigation";

export function openPalette(): void {
  spotlight.open();
}

export function Palette() {
  return (
    <Spotlight
      actions={[...usePlaces(), useBots(), useDeeds()]}
      shortcut={["mod + K"]}
      nothingFound="Nothing fits these words"
      highlightQuery
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.6} aria-hidden="true" />,
        placeholder: "Go to or do",
        "aria-label": "Go to or do",
      }}
    />
  );
}

function usePlaces(): SpotlightActionData[] {
  const navigate = useNavigate();
  return placesFor(useMe()).map((place) => ({
    id: place.to,
    label: place.title,
    leftSection: <place.icon size={18} stroke={1.6} aria-hidden="true" />,
    onClick: () => void navigate({ to: place.to }),
  }));
}

function useBots(): SpotlightActionGroupData {
  const navigate = useNavigate();
  const bots = useQuery(botsQuery).data?.items ?? [];
  return {
    group: "Bots",
    actions: bots.map((bot) => ({
      id: `bot-${bot.id}`,
      label: bot.name,
      description: bot.company ?? undefined,
      leftSection: <IconRobot size={18} stroke={1.6} aria-hidden="true" />,
      onClick: () => void navigate({ to: "/bots/$botId", params: { botId: String(bot.id) } }),
    })),
  };
}

function useDeeds(): SpotlightActionGroupData {
  const navigate = useNavigate();
  const me = useMe();
  const { setColorScheme } = useMantineColorScheme();
  const create: SpotlightActionData = {
    id: "create-bot",
    label: "Create a bot",
    leftSection: <IconPlus size={18} stroke={1.6} aria-hidden="true" />,
    onClick: () => void navigate({ to: "/bots", search: { new: true } }),
  };
  return {
    group: "Do",
    actions: [
      ...(isAdmin(me) ? [create] : []),
      {
        id: "light",
        label: "Light colours",
        leftSection: <IconSun size={18} stroke={1.6} aria-hidden="true" />,
        onClick: () => setColorScheme("light"),
      },
      {
        id: "dark",
        label: "Dark colours",
        leftSection: <IconMoon size={18} stroke={1.6} aria-hidden="true" />,
        onClick: () => setColorScheme("dark"),
      },
      {
        id: "sign-out",
        label: "Sign out",
        leftSection: <IconLogout size={18} stroke={1.6} aria-hidden="true" />,
        onClick: () => staffSession.end("signed_out"),
      },
    ],
  };
}
