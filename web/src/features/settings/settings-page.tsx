/** The workspace, its people and its keys. */
import { Tabs } from "@mantine/core";
import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { isAdmin, useMe } from "../../api/me";
import { EmptyState } from "../../design/empty-state";
import { Page } from "../../design/page";

const parts = [
  { to: "/settings/workspace", title: "Workspace" },
  { to: "/settings/users", title: "Users" },
  { to: "/settings/api-keys", title: "API keys" },
  { to: "/settings/fields", title: "Own fields" },
  { to: "/settings/labels", title: "Labels" },
  { to: "/settings/replies", title: "Saved replies" },
  { to: "/settings/visibility", title: "Who sees what" },
] as const;

export function SettingsPage() {
  const pathname = useLocation({ select: (location) => location.pathname });
  const navigate = useNavigate();
  const here = parts.find((part) => pathname.startsWith(part.to)) ?? parts[0];
  if (!isAdmin(useMe())) {
    return (
      <EmptyState title="For admins">Ask an owner or admin of your workspace to change settings.</EmptyState>
    );
  }
  return (
    <Page title="Settings">
      <Tabs
        value={here.to}
        keepMounted={false}
        onChange={(value) => {
          const chosen = parts.find((part) => part.to === value);
          if (chosen) void navigate({ to: chosen.to });
        }}
      >
        <Tabs.List mb="lg">
          {parts.map((part) => (
            <Tabs.Tab key={part.to} value={part.to}>
              {part.title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={here.to}>
          <Outlet />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
