/** What is done with rows that are known already, and how dates are read. */
import { Select, SimpleGrid } from "@mantine/core";
import type { ImportMode, ImportOptions, RecordImport } from "../../api/imports";
import { fieldOf, type ObjectMeta } from "../../api/objects";
import { FieldInput } from "../../design/fields/field-input";
import { keyChoices } from "./import-mapping";
import { modeWords, needsKey } from "./import-words";

const dateOrders = [
  { value: "dmy", label: "Day first: 12/03/2026 is 12 March" },
  { value: "mdy", label: "Month first: 12/03/2026 is 3 December" },
  { value: "ymd", label: "Year first: 2026/03/12 is 12 March" },
];

const modes = (Object.entries(modeWords) as [ImportMode, { title: string }][]).map(([value, { title }]) => ({
  value,
  label: title,
}));

interface ImportSettingsProps {
  meta: ObjectMeta;
  file: RecordImport;
  onChange: (changes: Partial<ImportOptions>) => void;
}

export function ImportSettings({ meta, file, onChange }: ImportSettingsProps) {
  const { mode, key, date_order } = file.options;
  const owner = fieldOf(meta, "owner_id");
  const keys = keyChoices(meta.fields, file.columns, file.options);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="md">
      <Select
        label="Rows"
        data={modes}
        value={mode}
        allowDeselect={false}
        description={modeWords[mode].about}
        inputWrapperOrder={["label", "input", "description", "error"]}
        onChange={(value) => onChange({ mode: value as ImportMode })}
      />
      {needsKey(mode) && (
        <Select
          label="A record is known by"
          data={keys}
          value={key}
          placeholder="Choose a field"
          nothingFoundMessage="Match a column first"
          error={key === null ? "Choose what tells one record from another" : undefined}
          description="Two rows with the same value mean the same record."
          inputWrapperOrder={["label", "input", "error", "description"]}
          onChange={(value) => onChange({ key: value })}
        />
      )}
      <Select
        label="Dates"
        data={dateOrders}
        value={date_order}
        placeholder="As the workspace writes them"
        clearable
        clearButtonProps={{ "aria-label": "As the workspace writes them" }}
        description="Only where the order is not plain from the date itself."
        inputWrapperOrder={["label", "input", "description", "error"]}
        onChange={(value) => onChange({ date_order: value as ImportOptions["date_order"] })}
      />
      {owner && mode !== "update" && (
        <FieldInput
          field={{ ...owner, label: "Owner of new records", help: null }}
          value={file.options.own_as}
          emptyWords="You"
          onChange={(value) => onChange({ own_as: typeof value === "number" ? value : null })}
        />
      )}
    </SimpleGrid>
  );
}
