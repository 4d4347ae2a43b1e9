/** Where you are, search, new, the assistant, notifications, the colour scheme, me. */
import { Group, Kbd, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { modifierKey } from "../../design/modifier-key";
import { Bell } from "../../features/notifications/bell";
import { AssistantButton } from "./assistant-button";
import { ColourScheme } from "./colour-scheme";
import classes from "./frame.module.css";
import { MeMenu } from "./me-menu";
import { NewMenu } from "./new-menu";
import { Palette, paletteName } from "./palette";
import { WhereYouAre } from "./where-you-are";

export function TopBar() {
  const [isPaletteOpen, palette] = useDisclosure(false);
  useHotkeys([["mod+K", palette.toggle]], []);
  return (
    <Group h="100%" px={{ base: "md", sm: "lg" }} justify="space-between" wrap="nowrap" gap="sm">
      <WhereYouAre />
      <Group gap={4} wrap="nowrap">
        <UnstyledButton
          className={classes.search}
          onClick={palette.open}
          aria-keyshortcuts="Control+K Meta+K"
        >
          <IconSearch size={16} stroke={1.6} aria-hidden="true" />
          {/* The keys are part of what is seen and not of what it is called; a phone shows the sign alone. */}
          <VisuallyHidden>{paletteName}</VisuallyHidden>
          <span className={classes.searchWords} aria-hidden="true">
            Search
          </span>
          <Kbd size="xs" className={classes.searchWords} aria-hidden="true">
            {modifierKey} K
          </Kbd>
        </UnstyledButton>
        <NewMenu />
        <AssistantButton />
        <Bell />
        <ColourScheme />
        <MeMenu />
      </Group>
      <Palette opened={isPaletteOpen} onClose={palette.close} />
    </Group>
  );
}
