/** Where you are, the palette, the colour scheme, me. */
import { Group, Kbd, Text, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useMatches } from "@tanstack/react-router";
import { TextLink } from "../../design/text-link";
import { ColourScheme } from "./colour-scheme";
import classes from "./frame.module.css";
import { MeMenu } from "./me-menu";
import { openPalette, Palette } from "./palette";

export function TopBar() {
  return (
    <Group h="100%" px={{ base: "md", sm: "lg" }} justify="space-between" wrap="nowrap">
      <WhereYouAre />
      <Group gap={4} wrap="nowrap">
        <UnstyledButton className={classes.search} onClick={openPalette}>
          <IconSearch size={16} stroke={1.6} aria-hidden="true" />
          <span className={classes.searchWords}>Go to or do</span>
          <Kbd size="xs" className={classes.searchWords}>
            {navigator.platform.startsWith("Mac") ? "⌘ K" : "Ctrl K"}
          </Kbd>
        </UnstyledButton>
        <ColourScheme />
        <MeMenu />
      </Group>
      <Palette />
    </Group>
  );
}

function WhereYouAre() {
  const here = useMatches({
    select: (matches) => matches.findLast((match) => match.staticData.title)?.staticData,
  });
  return (
    <nav aria-label="Where you are">
      <Group gap={6} wrap="nowrap">
        {here?.parent && (
          <>
            <TextLink to={here.parent.to} size="sm" c="dimmed">
              {here.parent.title}
            </TextLink>
            <Text c="dimmed" aria-hidden="true">
              /
            </Text>
          </>
        )}
        <Text fw={500} aria-current="page">
          {here?.title}
        </Text>
      </Group>
    </nav>
  );
}
