/** Customers in rows, each with what can be done for who asks about their data. */
import { Badge, Button, Group, Table, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "../../api/client";
import { saveAsJson } from "../../api/download";
import { isAdmin, useMe } from "../../api/me";
import type { Customer } from "../../api/types";
import { ConfirmButton } from "../../design/confirm-button";
import { ProblemNotice } from "../../design/problem-notice";
import { When } from "../../design/when";

const knownBy: Record<Customer["identified"], string> = {
  anonymous: "Nobody has checked",
  login: "Signs in at the bot",
  host: "Named by your site",
};

export function CustomersTable({ customers }: { customers: Customer[] }) {
  const me = useMe();
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th visibleFrom="sm">Known by</Table.Th>
          <Table.Th visibleFrom="md">Since</Table.Th>
          <Table.Th ta="right">Their data</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {customers.map((customer) => (
          <Table.Tr key={customer.id}>
            <Table.Td style={{ overflowWrap: "anywhere" }}>
              <Group gap={8}>
                {customer.name || customer.login || customer.user_id}
                {customer.vip && (
                  <Badge size="sm" variant="light">
                    VIP
                  </Badge>
                )}
              </Group>
              <Text size="xs" c="dimmed">
                {[customer.email, customer.user_id].filter(Boolean).join(" · ") || "No address"}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm">{knownBy[customer.identified]}</Table.Td>
            <Table.Td visibleFrom="md">
              <When at={customer.created_at} timeZone={me.workspace.time_zone} />
            </Table.Td>
            <Table.Td>
              <Deeds customer={customer} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Deeds({ customer }: { customer: Customer }) {
  const me = useMe();
  const queryClient = useQueryClient();
  const params = { path: { customer_id: customer.id } };
  const name = customer.name || `customer ${customer.id}`;
  const save = useMutation({
    mutationFn: async () => {
      const held = await answered(api.GET("/api/v1/customers/{customer_id}/export", { params }));
      saveAsJson(held, `customer-${customer.id}.json`);
    },
  });

  async function erase() {
    await answered(api.DELETE("/api/v1/customers/{customer_id}", { params }));
    await queryClient.invalidateQueries();
  }

  return (
    <>
      <Group gap={6} justify="flex-end" wrap="nowrap">
        {me.role !== "viewer" && (
          <Button
            size="compact-sm"
            variant="default"
            loading={save.isPending}
            aria-label={`Save data of ${name}`}
            onClick={() => save.mutate()}
          >
            Save data
          </Button>
        )}
        {isAdmin(me) && (
          <ConfirmButton
            size="compact-sm"
            label="Erase"
            accessibleLabel={`Erase ${name}`}
            title={`Erase ${name}?`}
            consequence="Their account, conversations, files, ratings and what is remembered of them are gone for good. A record in the CRM stays."
            confirmLabel="Erase for good"
            onConfirm={erase}
          />
        )}
      </Group>
      {save.isError && <ProblemNotice error={save.error} />}
    </>
  );
}
