/** How a message was understood, as chips that can be changed: another filter runs the question again. */
import { CloseButton } from "@mantine/core";
import type { ReactNode } from "react";
import type { AssistantQuery } from "../../api/assistant-shapes";
import type { FilterNode, ObjectMeta } from "../../api/objects";
import { AddFilter } from "../../design/filters/add-filter";
import { FilterChip } from "../../design/filters/filter-chip";
import { chipsOf, withChip, withChipChanged, withoutChip } from "../../design/filters/filter-tree";
import { useFilterSurroundings } from "../../design/filters/use-filter-surroundings";
import { objectIcon } from "../../design/object-icons";
import classes from "./query-chips.module.css";
import { groupingWords, orderWords } from "./query-words";

interface QueryChipsProps {
  meta: ObjectMeta;
  query: AssistantQuery;
  isChanged: boolean;
  onChange: (query: AssistantQuery) => void;
  onReset: () => void;
}

export function QueryChips({ meta, query, isChanged, onChange, onReset }: QueryChipsProps) {
  const filter = query.where ?? undefined;
  const around = useFilterSurroundings(meta, filter);
  const ObjectIcon = objectIcon(meta.name, meta.icon);
  const put = (where: FilterNode | undefined) =>
    onChange({ ...query, where: where ?? null, after: undefined });
  const grouping = groupingWords(query, meta, around.objects);
  return (
    <fieldset className={classes.bar}>
      <legend className={classes.hidden}>How this was understood</legend>
      <span className={classes.object}>
        <ObjectIcon size={14} stroke={1.8} aria-hidden="true" />
        {meta.label_plural}
      </span>
      {chipsOf(filter).map((node, index) => (
        <FilterChip
          key={JSON.stringify(node)}
          node={node}
          around={around}
          onChange={(condition) => put(withChipChanged(filter, index, condition))}
          onRemove={() => put(withoutChip(filter, index))}
        />
      ))}
      {query.search && (
        <PlainChip
          words={`contains “${query.search}”`}
          onRemove={() => onChange({ ...query, search: null })}
        />
      )}
      {grouping && <PlainChip words={grouping} />}
      {orderWords(query, meta, around.objects).map((words, index) => (
        <PlainChip key={words} words={words} onRemove={() => onChange(withoutSort(query, index))} />
      ))}
      <AddFilter around={around} onAdd={(condition) => put(withChip(filter, condition))} />
      {isChanged && (
        <button type="button" className={classes.reset} onClick={onReset}>
          Back to the answer
        </button>
      )}
    </fieldset>
  );
}

function PlainChip({ words, onRemove }: { words: ReactNode; onRemove?: () => void }) {
  return (
    <span className={classes.chip} data-fixed={onRemove === undefined || undefined}>
      {words}
      {onRemove && <CloseButton size={24} iconSize={14} aria-label={`Remove ${words}`} onClick={onRemove} />}
    </span>
  );
}

function withoutSort(query: AssistantQuery, index: number): AssistantQuery {
  return { ...query, sort: query.sort?.filter((_, position) => position !== index) };
}
