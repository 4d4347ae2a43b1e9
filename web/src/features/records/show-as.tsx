/** How the list is shown: as a table or board, with which columns, on a phone in which order. */
import { SegmentedControl, Select } from "@mantine/core";
import { ColumnChooser } from "./column-chooser";
import classes from "./records.module.css";
import type { RecordsView } from "./use-records-page";

export function ShowAs({ page, isPhone }: { page: RecordsView; isPhone: boolean }) {
  const { meta, state, change } = page;
  const hasStages = meta.fields.some((field) => field.type === "choice" && !field.retired);
  const isTable = state.layout === "table";
  return (
    <div className={classes.showAs}>
      {isPhone && isTable && <SortChooser page={page} />}
      {hasStages && (
        <SegmentedControl
          size="xs"
          aria-label="Layout"
          data={[
            { value: "table", label: isPhone ? "List" : "Table" },
            { value: "board", label: "Board" },
          ]}
          value={state.layout}
          onChange={(layout) => change({ layout: layout === "board" ? "board" : "table" })}
        />
      )}
      {isTable && !isPhone && (
        <ColumnChooser meta={meta} columns={state.columns} onChange={(columns) => change({ columns })} />
      )}
    </div>
  );
}

function SortChooser({ page }: { page: RecordsView }) {
  const { meta, state, change } = page;
  const options = meta.fields
    .filter((field) => field.sortable && !field.retired)
    .flatMap((field) => [
      { value: field.name, label: field.name === "id" ? "Oldest first" : `${field.label}, rising` },
      { value: `-${field.name}`, label: field.name === "id" ? "Newest first" : `${field.label}, falling` },
    ]);
  return (
    <Select
      size="xs"
      aria-label="Order"
      data={options}
      value={state.sort}
      onChange={(sort) => change({ sort: sort ?? meta.default_sort })}
      allowDeselect={false}
      flex={1}
    />
  );
}
