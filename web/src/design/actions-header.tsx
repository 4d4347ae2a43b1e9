/** The head of the column of a table's buttons: nothing to see, a name to hear. */
import { type MantineBreakpoint, Table, VisuallyHidden } from "@mantine/core";

export function ActionsHeader({ visibleFrom }: { visibleFrom?: MantineBreakpoint }) {
  return (
    <Table.Th visibleFrom={visibleFrom}>
      <VisuallyHidden>Actions</VisuallyHidden>
    </Table.Th>
  );
}
