/** Where you are, as a line of links above the page and as the title of the browser's tab. */
import { Group, Text } from "@mantine/core";
import { useEffect } from "react";
import { TextLink } from "../../design/text-link";
import classes from "./frame.module.css";
import { usePlaceInWords } from "./place-in-words";

export function WhereYouAre() {
  const { title, parent } = usePlaceInWords();
  useEffect(() => {
    document.title = [title, parent?.title, "Frontdesk"].filter(Boolean).join(" · ");
  }, [title, parent?.title]);
  return (
    <nav aria-label="Where you are" className={classes.here}>
      <Group gap={6} wrap="nowrap">
        {parent && (
          <>
            <TextLink {...parent.destination} size="sm" c="dimmed">
              {parent.title}
            </TextLink>
            <Text c="dimmed" aria-hidden="true">
              /
            </Text>
          </>
        )}
        <Text fw={500} aria-current="page" truncate>
          {title}
        </Text>
      </Group>
    </nav>
  );
}
