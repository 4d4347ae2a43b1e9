/** Several records or members: those chosen as pills, one more found by typing. */
import { Group, Pill, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "../../api/me";
import { membersQuery } from "../../api/members";
import { type FieldMeta, titleOf } from "../../api/objects";
import { choicesQuery } from "../../api/records";
import { FieldInput } from "../fields/field-input";
import { titleKey } from "./filter-words";

interface SeveralRecordsProps {
  field: FieldMeta;
  ids: number[];
  onChange: (ids: number[]) => void;
  titles: ReadonlyMap<string, string>;
}

export function SeveralRecords({ field, ids, onChange, titles }: SeveralRecordsProps) {
  const [round, setRound] = useState(0);
  const named = useNames(field);
  const nameOf = (id: number) => titles.get(titleKey(field, id)) ?? named.get(id) ?? `#${id}`;
  return (
    <Stack gap="xs">
      {ids.length > 0 && (
        <Group gap={4}>
          {ids.map((id) => (
            <Pill
              key={id}
              withRemoveButton
              onRemove={() => onChange(ids.filter((one) => one !== id))}
              removeButtonProps={{
                "aria-label": `Take out ${nameOf(id)}`,
                "aria-hidden": false,
                tabIndex: 0,
              }}
            >
              {nameOf(id)}
            </Pill>
          ))}
        </Group>
      )}
      <FieldInput
        key={round}
        field={{ ...field, required: false }}
        value={null}
        onChange={(id) => {
          if (typeof id === "number" && !ids.includes(id)) onChange([...ids, id]);
          setRound(round + 1);
        }}
        isBare
        isInPopover
        autoFocus
      />
    </Stack>
  );
}

/** Names of what was just chosen from the list, before the filter is applied and read again. */
function useNames(field: FieldMeta): Map<number, string> {
  const me = useMe();
  const members = useQuery({ ...membersQuery(me), enabled: field.type === "user" });
  const records = useQuery({
    ...choicesQuery(field.object ?? "", ""),
    enabled: field.type === "relation" && field.object !== null,
  });
  return new Map([
    ...(members.data ?? []).map((member) => [member.id, member.name] as const),
    ...(records.data?.items ?? []).map((record) => [record.id, titleOf(record)] as const),
  ]);
}
