/** "Add filter": type ahead over fields and over what can be said of them, then give the value. */
import { Button, Combobox, Popover, TextInput, type TextInputProps, useCombobox } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFilter } from "@tabler/icons-react";
import { useId, useState } from "react";
import type { Condition } from "../../api/objects";
import { ConditionEditor } from "./condition-editor";
import type { FilterField } from "./filter-fields";
import { filterSuggestions } from "./filter-suggestions";
import type { FilterSurroundings } from "./filter-words";

interface AddFilterProps {
  around: FilterSurroundings;
  onAdd: (condition: Condition) => void;
}

export function AddFilter({ around, onAdd }: AddFilterProps) {
  const [opened, { close, toggle }] = useDisclosure(false);
  const [field, setField] = useState<FilterField | null>(null);

  function finish() {
    close();
    setField(null);
  }

  function add(condition: Condition) {
    finish();
    onAdd(condition);
  }

  return (
    <Popover
      opened={opened}
      onChange={(isOpen) => !isOpen && finish()}
      width={300}
      position="bottom-start"
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFilter size={14} aria-hidden="true" />}
          onClick={toggle}
        >
          Add filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {field === null ? (
          <ChooseField around={around} onField={setField} onComplete={add} />
        ) : (
          <ConditionEditor key={field.path} field={field} titles={around.titles} onApply={add} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChooseFieldProps {
  around: FilterSurroundings;
  onField: (field: FilterField) => void;
  onComplete: (condition: Condition) => void;
}

function ChooseField({ around, onField, onComplete }: ChooseFieldProps) {
  const [typed, setTyped] = useState("");
  const combobox = useCombobox({ opened: true });
  const listId = useId();
  const suggestions = filterSuggestions(around.meta, around.objects, typed);

  function take(key: string) {
    const chosen = suggestions.find((suggestion) => suggestion.key === key);
    if (chosen?.condition) onComplete(chosen.condition);
    else if (chosen) onField(chosen.field);
  }

  return (
    <Combobox store={combobox} withinPortal={false} onOptionSubmit={take}>
      <Combobox.EventsTarget>
        <WordsInput
          listId={listId}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.selectFirstOption();
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options id={listId} aria-label="Filters" mah={280} style={{ overflowY: "auto" }}>
        {suggestions.map(({ key, label, condition }) => (
          <Combobox.Option key={key} value={key}>
            {condition === null ? `${label} …` : label}
          </Combobox.Option>
        ))}
        {suggestions.length === 0 && <Combobox.Empty>No field fits these words</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  );
}

/** The list stands open for as long as the input does, which the combobox cannot know. */
function WordsInput({ listId, ...props }: TextInputProps & { listId: string }) {
  return (
    <TextInput
      {...props}
      role="combobox"
      aria-expanded
      aria-controls={listId}
      aria-label="What to filter by"
      placeholder="A field, or “won”, “this month”"
      data-autofocus
      mb={8}
    />
  );
}
