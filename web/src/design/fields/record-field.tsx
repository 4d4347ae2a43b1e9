/** A relation: another record, found by typing. */
import { Loader, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { titleOf } from "../../api/objects";
import { choicesQuery } from "../../api/records";
import type { FieldInputProps } from "./field-input";
import { dropdownParts, inputParts } from "./input-parts";

const typingPause = 150;

export function RecordField(props: FieldInputProps) {
  const { field, value, onChange, record } = props;
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const current = value === null ? null : String(value);
  const known = currentOption(current, chosen, record?.labels[field.name]);
  const wanted = typed === known?.label ? "" : typed;
  const [search] = useDebouncedValue(wanted.trim(), typingPause);
  const found = useQuery({
    ...choicesQuery(field.object ?? "", search),
    enabled: field.object !== null,
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.items ?? []).map((item) => ({ value: String(item.id), label: titleOf(item) }));
  const data =
    known && !options.some((option) => option.value === known.value) ? [known, ...options] : options;
  return (
    <Select
      {...inputParts(props)}
      data={data}
      value={current}
      onChange={(id) => {
        setChosen(data.find((option) => option.value === id) ?? null);
        onChange(id === null ? null : Number(id));
      }}
      searchable
      clearable={!field.required}
      clearButtonProps={{ "aria-label": `Empty ${field.label}` }}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options: unfiltered }) => unfiltered}
      placeholder="Type to find"
      nothingFoundMessage={found.isFetching ? "Searching…" : "Nothing fits these words"}
      rightSection={found.isFetching && typed !== "" ? <Loader size={14} /> : undefined}
      comboboxProps={dropdownParts(props)}
    />
  );
}

function currentOption(
  current: string | null,
  chosen: { value: string; label: string } | null,
  label: string | undefined,
) {
  if (current === null) return null;
  if (chosen?.value === current) return chosen;
  return { value: current, label: label ?? `#${current}` };
}
