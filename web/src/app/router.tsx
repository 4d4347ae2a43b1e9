/** Every address of the staff app; what a person would send to a colleague is in it. */
import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { recordSearch, recordsSearch, tasksSearch } from "./crm-search";
import { inboxOfBefore, inboxSearch } from "./inbox-search";
import { frame, register, root, signIn } from "./outer-routes";
import { NothingHere, PageFailed, PagePending } from "./pages/states";
import { text, wholeNumber } from "./search-parameters";

const home = createRoute({
  getParentRoute: () => frame,
  path: "/",
  staticData: { title: "Home" },
  component: lazyRouteComponent(() => import("./pages/home-route"), "HomeRoute"),
});

const assistant = createRoute({
  getParentRoute: () => frame,
  path: "/assistant",
  staticData: { title: "Assistant" },
  validateSearch: (search): { session?: string } => ({ session: text(search.session) }),
  component: lazyRouteComponent(() => import("./pages/assistant-route"), "AssistantRoute"),
});

const records = createRoute({
  getParentRoute: () => frame,
  path: "/records/$object",
  staticData: { title: "Records" },
  validateSearch: recordsSearch,
  component: lazyRouteComponent(() => import("./pages/records-route"), "RecordsRoute"),
});

const record = createRoute({
  getParentRoute: () => frame,
  path: "/records/$object/$id",
  staticData: { title: "Record" },
  validateSearch: recordSearch,
  component: lazyRouteComponent(() => import("../features/record/record-page"), "RecordPage"),
});

const tasks = createRoute({
  getParentRoute: () => frame,
  path: "/tasks",
  staticData: { title: "Tasks" },
  validateSearch: tasksSearch,
  component: lazyRouteComponent(() => import("../features/tasks/tasks-page"), "TasksPage"),
});

const trash = createRoute({
  getParentRoute: () => frame,
  path: "/trash",
  staticData: { title: "Trash" },
  component: lazyRouteComponent(() => import("../features/trash/trash-page"), "TrashPage"),
});

const recordImport = createRoute({
  getParentRoute: () => frame,
  path: "/imports/$importId",
  staticData: { title: "Import" },
  component: lazyRouteComponent(() => import("../features/imports/import-page"), "ImportPage"),
});

const inbox = createRoute({
  getParentRoute: () => frame,
  path: "/inbox",
  staticData: { title: "Inbox" },
  validateSearch: inboxSearch,
  component: lazyRouteComponent(() => import("../features/inbox/inbox-page"), "InboxPage"),
});

/** The page is the inbox itself, which shows the conversation that the address names. */
const conversation = createRoute({
  getParentRoute: () => inbox,
  path: "$conversationId",
});

/** Addresses of before the inbox, in bookmarks and mails. */
const conversations = createRoute({
  getParentRoute: () => frame,
  path: "/conversations",
  validateSearch: (search): { state?: string; bot?: number } => ({
    state: text(search.state),
    bot: wholeNumber(search.bot),
  }),
  beforeLoad: ({ search }) => {
    throw redirect({ to: "/inbox", search: inboxOfBefore(search), replace: true });
  },
});

const conversationOfBefore = createRoute({
  getParentRoute: () => frame,
  path: "/conversations/$conversationId",
  beforeLoad: ({ params: { conversationId } }) => {
    throw redirect({ to: "/inbox/$conversationId", params: { conversationId }, replace: true });
  },
});

const knowledge = createRoute({
  getParentRoute: () => frame,
  path: "/knowledge",
  staticData: { title: "Knowledge" },
  validateSearch: (search): { bot?: number; question?: string } => ({
    bot: wholeNumber(search.bot),
    question: text(search.question),
  }),
  component: lazyRouteComponent(() => import("../features/knowledge/knowledge-page"), "KnowledgePage"),
});

const source = createRoute({
  getParentRoute: () => frame,
  path: "/knowledge/sources/$sourceId",
  staticData: { title: "Passages", parent: { to: "/knowledge", title: "Knowledge" } },
  component: lazyRouteComponent(() => import("../features/knowledge/source-page"), "SourcePage"),
});

const bots = createRoute({
  getParentRoute: () => frame,
  path: "/bots",
  staticData: { title: "Bots" },
  validateSearch: (search): { new?: true } => ({ new: search.new ? true : undefined }),
  component: lazyRouteComponent(() => import("../features/bots/bots-page"), "BotsPage"),
});

const bot = createRoute({
  getParentRoute: () => frame,
  path: "/bots/$botId",
  staticData: { title: "Settings of the bot", parent: { to: "/bots", title: "Bots" } },
  component: lazyRouteComponent(() => import("../features/bots/bot-page"), "BotPage"),
});

const settings = createRoute({
  getParentRoute: () => frame,
  path: "/settings",
  beforeLoad: ({ location }) => {
    if (location.pathname.replace(/\/$/, "") === "/settings") throw redirect({ to: "/settings/workspace" });
  },
  staticData: { title: "Settings" },
  component: lazyRouteComponent(() => import("../features/settings/settings-page"), "SettingsPage"),
});

const workspace = createRoute({
  getParentRoute: () => settings,
  path: "workspace",
  component: lazyRouteComponent(() => import("../features/settings/workspace-section"), "WorkspaceSection"),
});

const users = createRoute({
  getParentRoute: () => settings,
  path: "users",
  component: lazyRouteComponent(() => import("../features/settings/users-section"), "UsersSection"),
});

const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: "api-keys",
  component: lazyRouteComponent(() => import("../features/settings/api-keys-section"), "ApiKeysSection"),
});

const fields = createRoute({
  getParentRoute: () => settings,
  path: "fields",
  component: lazyRouteComponent(() => import("../features/settings/fields-section"), "FieldsSection"),
});

const visibility = createRoute({
  getParentRoute: () => settings,
  path: "visibility",
  component: lazyRouteComponent(() => import("../features/settings/visibility-section"), "VisibilitySection"),
});

const labels = createRoute({
  getParentRoute: () => settings,
  path: "labels",
  component: lazyRouteComponent(() => import("../features/settings/labels-section"), "LabelsSection"),
});

const replies = createRoute({
  getParentRoute: () => settings,
  path: "replies",
  component: lazyRouteComponent(() => import("../features/settings/replies-section"), "RepliesSection"),
});

const audit = createRoute({
  getParentRoute: () => frame,
  path: "/audit",
  staticData: { title: "Audit" },
  validateSearch: (search): { search?: string } => ({ search: text(search.search) }),
  component: lazyRouteComponent(() => import("../features/audit/audit-page"), "AuditPage"),
});

const customers = createRoute({
  getParentRoute: () => frame,
  path: "/customers",
  staticData: { title: "Customers" },
  validateSearch: (search): { q?: string } => ({ q: text(search.q) }),
  component: lazyRouteComponent(() => import("../features/customers/customers-page"), "CustomersPage"),
});

const routeTree = root.addChildren([
  signIn,
  register,
  frame.addChildren([
    home,
    assistant,
    inbox.addChildren([conversation]),
    conversations,
    conversationOfBefore,
    records,
    record,
    tasks,
    trash,
    recordImport,
    knowledge,
    source,
    bots,
    bot,
    settings.addChildren([workspace, users, apiKeys, fields, labels, replies, visibility]),
    audit,
    customers,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: "intent",
    defaultPendingMs: 200,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: NothingHere,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
  interface StaticDataRouteOption {
    title?: string;
    parent?: { to: "/bots" | "/knowledge"; title: string };
  }
}
