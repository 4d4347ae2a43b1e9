/** What was said or written: its beginning, and the whole of it on demand. */
import { Anchor, Text } from "@mantine/core";
import { useState } from "react";
import classes from "./timeline.module.css";
import { isLongText } from "./timeline-words";

const shownLines = 6;

export function TimelineBody({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false);
  const isLong = isLongText(text, shownLines);
  return (
    <div className={classes.body}>
      <Text component="div" className={classes.words} lineClamp={isLong && !isWhole ? shownLines : undefined}>
        {text}
      </Text>
      {isLong && (
        <Anchor
          component="button"
          type="button"
          size="xs"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? "Show less" : "Show all"}
        </Anchor>
      )}
    </div>
  );
}
