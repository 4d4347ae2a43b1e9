/** A member of staff, found by typing; oneself first. */
import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "../../api/me";
import { type Member, membersQuery } from "../../api/members";
import type { FieldInputProps } from "./field-input";
import { dropdownParts, inputParts } from "./input-parts";

export function MemberField(props: FieldInputProps) {
  const { field, value, onChange, record } = props;
  const me = useMe();
  const members = useQuery(membersQuery(me)).data ?? [];
  const current = typeof value === "number" ? { id: value, name: record?.labels[field.name] } : null;
  return (
    <Select
      {...inputParts(props)}
      data={memberOptions(members, me.id, current)}
      value={current === null ? null : String(current.id)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
      searchable
      selectFirstOptionOnChange
      clearable={!field.required}
      clearButtonProps={{ "aria-label": `Empty ${field.label}` }}
      placeholder={props.emptyWords ?? "Nobody"}
      nothingFoundMessage="Nobody of this name"
      comboboxProps={dropdownParts(props)}
    />
  );
}

function memberOptions(members: Member[], myId: number, current: { id: number; name?: string } | null) {
  const isMissing = current !== null && !members.some((member) => member.id === current.id);
  const all = isMissing ? [...members, { id: current.id, name: current.name ?? `#${current.id}` }] : members;
  return all
    .toSorted((one, other) => Number(other.id === myId) - Number(one.id === myId))
    .map(({ id, name }) => ({ value: String(id), label: id === myId ? `${name} (you)` : name }));
}
