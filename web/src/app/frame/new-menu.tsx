/** "New" on every page: the records that are made every day; all others are in the palette. */
import { Button, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ObjectMeta, objectsQuery } from "../../api/objects";
import { objectIcon } from "../../design/object-icons";

const everyDay = ["leads", "contacts", "deals", "tasks", "meetings", "calls", "notes"];

export function NewMenu() {
  const { creatable, create } = useCreatable();
  const offered = everyDay.flatMap((name) => creatable.filter((object) => object.name === name));
  if (offered.length === 0) return null;
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <Button
          size="xs"
          h={32}
          px={10}
          leftSection={<IconPlus size={16} stroke={1.8} aria-hidden="true" />}
          aria-label="New record"
        >
          New
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((object) => {
          const ObjectIcon = objectIcon(object.name, object.icon);
          return (
            <Menu.Item
              key={object.name}
              leftSection={<ObjectIcon size={16} stroke={1.6} aria-hidden="true" />}
              onClick={() => create(object.name)}
            >
              {object.label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What the one who is signed in may create, and the way to its form. */
export function useCreatable(): { creatable: ObjectMeta[]; create: (object: string) => void } {
  const navigate = useNavigate();
  const objects = useQuery(objectsQuery).data ?? [];
  return {
    creatable: objects.filter((object) => object.rights.create),
    create: (object) => void navigate({ to: "/records/$object", params: { object }, search: { new: true } }),
  };
}
