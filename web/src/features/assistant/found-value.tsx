/** The one number of an answer, large; it leads to the records that it counts. */
import type { AssistantQuery } from "../../api/assistant-shapes";
import { numberText } from "../../design/fields/field-words";
import { ListLink } from "../../design/list-link";
import classes from "./blocks.module.css";
import { figuresOf, type GroupSurroundings, mainFigure } from "./groups";
import { listOf } from "./query-words";

interface FoundValueProps {
  value: number;
  query: AssistantQuery | null;
  around: GroupSurroundings | null;
}

export function FoundValue({ value, query, around }: FoundValueProps) {
  if (query === null || around === null) return <span className={classes.figure}>{numberText(value)}</span>;
  const figure = mainFigure(figuresOf(query, around));
  return (
    <ListLink list={listOf(query)} className={classes.tile}>
      <span className={classes.figure}>{figure ? figure.say(value) : numberText(value)}</span>
      <span className={classes.aside}>{figure?.label}</span>
    </ListLink>
  );
}
