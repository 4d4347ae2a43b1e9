/** Who is signed in, whether they are there for customers, and the way out. */
import { Avatar, Menu, Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconLogout, IconSettings } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { isAdmin, mayAnswer, useMe } from "../../api/me";
import { staffSession } from "../../api/session";
import classes from "./frame.module.css";
import { MyAvailability } from "./my-availability";

export function MeMenu() {
  const me = useMe();
  const name = me.name || me.email;
  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <UnstyledButton className={classes.me}>
          <Avatar name={name} size={28} radius="xl" color="accent" variant="filled" aria-hidden="true" />
          <VisuallyHidden>Signed in as {name}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.meFacts}>
          <Text fw={500} truncate>
            {name}
          </Text>
          <Text c="dimmed" size="xs" truncate>
            {me.email}
          </Text>
          <Text c="dimmed" size="xs" truncate>
            {me.role} of {me.workspace.name}
          </Text>
        </div>
        <Menu.Divider />
        {mayAnswer(me) && (
          <>
            <MyAvailability />
            <Menu.Divider />
          </>
        )}
        {isAdmin(me) && (
          <Menu.Item
            component={Link}
            to="/settings/workspace"
            leftSection={<IconSettings size={16} stroke={1.6} aria-hidden="true" />}
          >
            Settings
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconLogout size={16} stroke={1.6} aria-hidden="true" />}
          onClick={() => staffSession.end("signed_out")}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
