/** Whose a conversation is to be: mine, a colleague's, nobody's, or whoever is there and has room. */
import { ActionIcon, Menu, Text } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { teamQuery } from "../../api/availability";
import { assign } from "../../api/inbox-deeds";
import type { InboxConversation } from "../../api/inbox-shapes";
import { useMe } from "../../api/me";
import { counted } from "../../design/number-words";
import { Tip } from "../../design/tip";
import { usePageKeys } from "../../design/use-page-keys";
import { useDeed } from "./use-deed";

export function AssignMenu({ conversation }: { conversation: InboxConversation }) {
  const deed = useDeed();
  const { id, assigned_to } = conversation;
  const [isOpen, setOpen] = useState(false);
  usePageKeys({ a: () => setOpen(true) });
  function give(to: number | "next" | null, name: string) {
    const undo = () => assign(id, assigned_to);
    deed.run({ run: () => assign(id, to), done: name, undo });
  }
  return (
    <Menu position="bottom-end" width={240} opened={isOpen} onChange={setOpen}>
      <Tip label="Assign" isOpen={isOpen}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={32} aria-label="Assign">
            <IconUserPlus size={18} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
      </Tip>
      <Menu.Dropdown mah={360} style={{ overflowY: "auto" }}>
        <MemberItems assignedTo={assigned_to} onGive={give} />
      </Menu.Dropdown>
    </Menu>
  );
}

interface MemberItemsProps {
  assignedTo?: number | null;
  onGive: (to: number | "next" | null, words: string) => void;
}

export function MemberItems({ assignedTo, onGive }: MemberItemsProps) {
  const me = useMe();
  const colleagues =
    useQuery(teamQuery).data?.filter(({ id, role }) => id !== me.id && role !== "viewer") ?? [];
  return (
    <>
      <Menu.Item disabled={assignedTo === me.id} onClick={() => onGive(me.id, "It is yours")}>
        Me
      </Menu.Item>
      <Menu.Item onClick={() => onGive("next", "Given to the next who is there")}>
        Next who is there and has room
      </Menu.Item>
      <Menu.Item disabled={assignedTo === null} onClick={() => onGive(null, "It is nobody's now")}>
        Nobody
      </Menu.Item>
      {colleagues.length > 0 && <Menu.Divider />}
      {colleagues.map((member) => (
        <Menu.Item
          key={member.id}
          disabled={assignedTo === member.id}
          onClick={() => onGive(member.id, `Given to ${member.name}`)}
        >
          {member.name}
          <Text size="xs" c="dimmed">
            {member.available ? `${counted(member.open, "conversation")} now` : "not available"}
            {member.available && member.capacity !== null && ` of ${member.capacity} at most`}
          </Text>
        </Menu.Item>
      ))}
    </>
  );
}
