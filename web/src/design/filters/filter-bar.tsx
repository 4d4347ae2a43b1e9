/** The filter as chips, and the way to one more. */
import { Button } from "@mantine/core";
import type { FilterNode } from "../../api/objects";
import { AddFilter } from "./add-filter";
import { FilterChip } from "./filter-chip";
import { chipsOf, withChip, withChipChanged, withoutChip } from "./filter-tree";
import type { FilterSurroundings } from "./filter-words";
import classes from "./filters.module.css";

interface FilterBarProps {
  filter: FilterNode | undefined;
  around: FilterSurroundings;
  onChange: (filter: FilterNode | undefined) => void;
}

export function FilterBar({ filter, around, onChange }: FilterBarProps) {
  const chips = chipsOf(filter);
  return (
    <section className={classes.bar} aria-label="Filter">
      {chips.map((node, index) => (
        <FilterChip
          key={JSON.stringify(node)}
          node={node}
          around={around}
          onChange={(condition) => onChange(withChipChanged(filter, index, condition))}
          onRemove={() => onChange(withoutChip(filter, index))}
        />
      ))}
      <AddFilter around={around} onAdd={(condition) => onChange(withChip(filter, condition))} />
      {chips.length > 1 && (
        <Button variant="subtle" color="gray" size="xs" onClick={() => onChange(undefined)}>
          Clear filters
        </Button>
      )}
    </section>
  );
}
