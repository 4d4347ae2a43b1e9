/** Every address of the staff app; what a person would send to a colleague is in it. */
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { meQuery } from "../api/me";
import { staffSession } from "../api/session";
import type { ConversationState } from "../api/types";
import { Frame } from "./frame/frame";
import { HomeRoute } from "./pages/home-route";
import { NothingHere, PageFailed, PagePending } from "./pages/states";
import { chosenState, ownPath, text, wholeNumber } from "./search-parameters";

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NothingHere,
});

interface SignInSearch {
  back?: string;
  ended?: true;
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  staticData: { title: "Sign in" },
  validateSearch: (search): SignInSearch => ({
    back: ownPath(search.back),
    ended: search.ended ? true : undefined,
  }),
  component: lazyRouteComponent(() => import("../features/sign-in/sign-in-page"), "SignInPage"),
});

const register = createRoute({
  getParentRoute: () => root,
  path: "/register",
  staticData: { title: "Register" },
  component: lazyRouteComponent(() => import("../features/sign-in/register-page"), "RegisterPage"),
});

const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  beforeLoad: ({ location }) => {
    if (staffSession.token() !== null) return;
    throw redirect({ to: "/sign-in", search: { back: location.href === "/" ? undefined : location.href } });
  },
  loader: ({ context }) => context.queryClient.ensureQueryData(meQuery),
  component: Frame,
  errorComponent: PageFailed,
});

const home = createRoute({
  getParentRoute: () => frame,
  path: "/",
  staticData: { title: "Home" },
  component: HomeRoute,
});

const conversations = createRoute({
  getParentRoute: () => frame,
  path: "/conversations",
  staticData: { title: "Conversations" },
  validateSearch: (search): { state?: ConversationState; bot?: number } => ({
    state: chosenState(search.state),
    bot: wholeNumber(search.bot),
  }),
  component: lazyRouteComponent(
    () => import("../features/conversations/conversations-page"),
    "ConversationsPage",
  ),
});

const conversation = createRoute({
  getParentRoute: () => frame,
  path: "/conversations/$conversationId",
  staticData: { title: "Conversation", parent: { to: "/conversations", title: "Conversations" } },
  component: lazyRouteComponent(
    () => import("../features/conversations/conversation-page"),
    "ConversationPage",
  ),
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

const audit = createRoute({
  getParentRoute: () => frame,
  path: "/audit",
  staticData: { title: "Audit" },
  validateSearch: (search): { search?: string } => ({ search: text(search.search) }),
  component: lazyRouteComponent(() => import("../features/audit/audit-page"), "AuditPage"),
});

const routeTree = root.addChildren([
  signIn,
  register,
  frame.addChildren([
    home,
    conversations,
    conversation,
    knowledge,
    source,
    bots,
    bot,
    settings.addChildren([workspace, users, apiKeys]),
    audit,
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
    parent?: { to: "/bots" | "/knowledge" | "/conversations"; title: string };
  }
}
