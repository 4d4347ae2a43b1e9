/** The head of the table: choose all, and sort by a column. */
import { Checkbox, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { FieldMeta } from "../../api/objects";
import { isFigure } from "../../design/fields/field-words";
import classes from "./grid.module.css";
import type { SortKey } from "./page-state";

interface GridHeaderProps {
  fields: FieldMeta[];
  sort: SortKey[];
  onSort: (field: string, isMore: boolean) => void;
  isAllChosen: boolean;
  isSomeChosen: boolean;
  onChooseAll: () => void;
}

export function GridHeader(props: GridHeaderProps) {
  const { fields, sort, onSort, isAllChosen, isSomeChosen, onChooseAll } = props;
  return (
    <thead className={classes.head}>
      <tr aria-rowindex={1}>
        <th className={classes.check} scope="col">
          <Checkbox
            size="xs"
            aria-label="Select all that are loaded"
            checked={isAllChosen}
            indeterminate={isSomeChosen && !isAllChosen}
            onChange={onChooseAll}
          />
        </th>
        {fields.map((field) => (
          <HeaderCell
            key={field.name}
            field={field}
            sortKey={sort.find((key) => key.field === field.name)}
            onSort={onSort}
          />
        ))}
      </tr>
    </thead>
  );
}

interface HeaderCellProps {
  field: FieldMeta;
  sortKey: SortKey | undefined;
  onSort: (field: string, isMore: boolean) => void;
}

function HeaderCell({ field, sortKey, onSort }: HeaderCellProps) {
  const words = <span className={classes.clipped}>{field.label}</span>;
  return (
    <th scope="col" data-figure={isFigure(field) || undefined} aria-sort={sortWords(sortKey)}>
      {field.sortable ? (
        <UnstyledButton
          className={classes.sort}
          onClick={(event) => onSort(field.name, event.shiftKey)}
          title={`Sort by ${field.label.toLowerCase()}; with Shift, within the order there is`}
        >
          {words}
          <SortSign direction={sortKey?.direction} />
        </UnstyledButton>
      ) : (
        <span className={classes.unsorted}>{words}</span>
      )}
    </th>
  );
}

function SortSign({ direction }: { direction: SortKey["direction"] | undefined }) {
  if (direction === undefined) return null;
  const Sign = direction === "asc" ? IconArrowUp : IconArrowDown;
  return <Sign size={13} aria-hidden="true" className={classes.sign} />;
}

function sortWords(sortKey: SortKey | undefined): "ascending" | "descending" | undefined {
  if (sortKey === undefined) return undefined;
  return sortKey.direction === "asc" ? "ascending" : "descending";
}
