/** Which records agents and viewers see: all, or only those they own. Owners and admins see all. */
import { SegmentedControl, Stack, Table, Text } from "@mantine/core";
import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { objectsQuery } from "../../api/objects";
import type { Role } from "../../api/types";
import { putVisibility, type RecordVisibility, visibilityQuery } from "../../api/visibility";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { showDone, showProblem } from "../../design/toasts";
import { roleWords } from "./roles";
import { visibilityOf, withVisibility } from "./visibility-rules";

const limitedRoles = ["agent", "viewer"] as const satisfies Role[];

const choices = [
  { value: "all", label: "All" },
  { value: "own", label: "Own" },
];

export function VisibilitySection() {
  const objects = useSuspenseQuery(objectsQuery).data;
  const rules = useQuery(visibilityQuery);
  const change = useChange();
  if (rules.isPending) return <LoadingRows />;
  if (rules.isError) return <ProblemNotice error={rules.error} onRetry={() => void rules.refetch()} />;
  return (
    <Stack>
      <Text c="dimmed" maw="68ch">
        “Own” shows a person only the records they own, in lists, searches, reports and answers of the
        assistant. Owners and admins see everything.
      </Text>
      <Table maw={640}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Records</Table.Th>
            {limitedRoles.map((role) => (
              <Table.Th key={role}>{roleWords[role].title}s see</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {objects.map((object) => (
            <Table.Tr key={object.name}>
              <Table.Th scope="row" fw={400}>
                {object.label_plural}
              </Table.Th>
              {limitedRoles.map((role) => (
                <Table.Td key={role}>
                  <SegmentedControl
                    size="xs"
                    data={choices}
                    value={visibilityOf(rules.data, role, object.name)}
                    aria-label={`${object.label_plural} that ${role}s see`}
                    onChange={(visibility) =>
                      void change(
                        rules.data,
                        { role, object: object.name, visibility: visibility as "all" | "own" },
                        `${roleWords[role].title}s see ${visibility === "own" ? "only their own" : "all"} ${object.label_plural.toLowerCase()}`,
                      )
                    }
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

function useChange() {
  const queryClient = useQueryClient();

  async function put(rules: RecordVisibility[]): Promise<void> {
    queryClient.setQueryData(visibilityQuery.queryKey, rules);
    try {
      queryClient.setQueryData(visibilityQuery.queryKey, await putVisibility(rules));
    } catch (error) {
      await queryClient.invalidateQueries({ queryKey: visibilityQuery.queryKey });
      throw error;
    }
  }

  return async (before: RecordVisibility[], changed: RecordVisibility, words: string) => {
    try {
      await put(withVisibility(before, changed));
      showDone(words, () => put(before));
    } catch (error) {
      showProblem(error);
    }
  };
}
