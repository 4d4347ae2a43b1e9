/** One condition of the filter: opens its editor, or goes. A nested one is shown in words and kept as it is. */
import { CloseButton, Popover, Stack, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { Condition, FilterNode } from "../../api/objects";
import { ConditionEditor } from "./condition-editor";
import { filterField } from "./filter-fields";
import { isCondition } from "./filter-tree";
import { conditionParts, type FilterSurroundings, filterWords } from "./filter-words";
import classes from "./filters.module.css";

interface FilterChipProps {
  node: FilterNode;
  around: FilterSurroundings;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

export function FilterChip({ node, around, onChange, onRemove }: FilterChipProps) {
  const [opened, { close, toggle }] = useDisclosure(false);
  const words = filterWords(node, around);
  return (
    <Popover
      opened={opened}
      onChange={(isOpen) => !isOpen && close()}
      width={300}
      position="bottom-start"
      trapFocus
      returnFocus
      shadow="md"
    >
      <span className={classes.chip}>
        <Popover.Target>
          <UnstyledButton className={classes.words} onClick={toggle} title={words}>
            <Words node={node} around={around} />
          </UnstyledButton>
        </Popover.Target>
        <CloseButton size={24} iconSize={14} aria-label={`Remove the filter ${words}`} onClick={onRemove} />
      </span>
      <Popover.Dropdown>
        <Editor
          node={node}
          around={around}
          onChange={(condition) => {
            close();
            onChange(condition);
          }}
          onRemove={onRemove}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function Words({ node, around }: Pick<FilterChipProps, "node" | "around">) {
  if (!isCondition(node)) return <span className={classes.clipped}>{filterWords(node, around)}</span>;
  const { label, rest } = conditionParts(node, around);
  return (
    <span className={classes.clipped}>
      <span className={classes.field}>{label}</span> {rest}
    </span>
  );
}

function Editor({ node, around, onChange, onRemove }: FilterChipProps) {
  const field = isCondition(node) ? filterField(around.meta, around.objects, node.field) : undefined;
  if (!isCondition(node) || field === undefined) {
    return (
      <Stack gap="xs">
        <Text>{filterWords(node, around)}</Text>
        <Text c="dimmed" size="xs">
          This condition has several parts. It is kept as it is; remove it to be rid of it.
        </Text>
      </Stack>
    );
  }
  return (
    <ConditionEditor
      field={field}
      condition={node}
      titles={around.titles}
      onApply={onChange}
      onRemove={onRemove}
    />
  );
}
