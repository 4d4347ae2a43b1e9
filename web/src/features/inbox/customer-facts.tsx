/** Who the customer is, how surely that is known, and what can be changed of it. */
import { Anchor, Badge, Button, Group, Switch, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { conversationsKey } from "../../api/inbox";
import { type CustomerContext, changeCustomer } from "../../api/inbox-help";
import type { InboxConversation } from "../../api/inbox-shapes";
import { mayAnswer, useMe } from "../../api/me";
import classes from "./details.module.css";
import { NothingYet, Part } from "./part";
import { useDeed } from "./use-deed";

type Customer = CustomerContext["customer"];

const identifiedWords: Record<Customer["identified"], string> = {
  anonymous: "Not signed in: nobody has checked who this is",
  login: "Signed in at the bot's page",
  host: "Known by your own site",
};

interface CustomerFactsProps {
  context: CustomerContext;
  fallback: InboxConversation | undefined;
}

export function CustomerFacts({ context, fallback }: CustomerFactsProps) {
  const { customer } = context;
  const [isEditing, editing] = useDisclosure(false);
  const mayChange = mayAnswer(useMe()) && customer.id !== null;
  const name = customer.name || fallback?.customer.name || "A visitor";
  return (
    <Part title="Customer">
      <Group gap={8} wrap="nowrap">
        <span className={classes.name}>{name}</span>
        {customer.vip && (
          <Badge size="sm" variant="light">
            VIP
          </Badge>
        )}
      </Group>
      {customer.email && (
        <Anchor href={`mailto:${customer.email}`} size="sm">
          {customer.email}
        </Anchor>
      )}
      {customer.user_id && <NothingYet>Id in your system: {customer.user_id}</NothingYet>}
      <NothingYet>{identifiedWords[customer.identified]}</NothingYet>
      {mayChange && !isEditing && <CustomerDeeds customer={customer} onEdit={editing.open} />}
      {mayChange && isEditing && <EditCustomer customer={customer} onClose={editing.close} />}
    </Part>
  );
}

function useChange(customer: Customer) {
  const queryClient = useQueryClient();
  const deed = useDeed();
  return (
    values: Partial<Pick<Customer, "name" | "email" | "vip">>,
    undoing?: typeof values,
    done?: string,
  ) => {
    const change = async (wanted: typeof values) => {
      if (customer.id !== null) await changeCustomer(customer.id, wanted);
      await queryClient.invalidateQueries({ queryKey: ["conversation-context"] });
      await queryClient.invalidateQueries({ queryKey: conversationsKey });
    };
    return deed.runAsync({ run: () => change(values), done, undo: undoing && (() => change(undoing)) });
  };
}

function CustomerDeeds({ customer, onEdit }: { customer: Customer; onEdit: () => void }) {
  const change = useChange(customer);
  return (
    <Group justify="space-between">
      <Switch
        size="xs"
        label="VIP"
        checked={customer.vip}
        onChange={(event) => void change({ vip: event.currentTarget.checked }).catch(() => undefined)}
      />
      <Button size="compact-xs" variant="subtle" color="gray" onClick={onEdit}>
        Edit
      </Button>
    </Group>
  );
}

function EditCustomer({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const [name, setName] = useState(customer.name);
  const [email, setEmail] = useState(customer.email ?? "");
  const change = useChange(customer);
  async function submit(event: FormEvent) {
    event.preventDefault();
    const before = { name: customer.name, email: customer.email };
    await change({ name: name.trim(), email: email.trim() || null }, before, "Saved").then(
      onClose,
      () => undefined,
    );
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <TextInput
        size="xs"
        label="Name"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        mt={6}
        type="email"
        label="Mail address"
        maxLength={254}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Group justify="flex-end" gap={6} mt={8}>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button size="compact-sm" type="submit">
          Save
        </Button>
      </Group>
    </form>
  );
}
