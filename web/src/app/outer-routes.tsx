/** The outer addresses: signing in and registering, and the frame in which all else stands. */
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { meQuery } from "../api/me";
import { staffSession } from "../api/session";
import { Frame } from "./frame/frame";
import { NothingHere, PageFailed } from "./pages/states";
import { ownPath, recordReference } from "./search-parameters";

export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NothingHere,
});

interface SignInSearch {
  back?: string;
  ended?: true;
}

export const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  staticData: { title: "Sign in" },
  validateSearch: (search): SignInSearch => ({
    back: ownPath(search.back),
    ended: search.ended ? true : undefined,
  }),
  component: lazyRouteComponent(() => import("../features/sign-in/sign-in-page"), "SignInPage"),
});

export const register = createRoute({
  getParentRoute: () => root,
  path: "/register",
  staticData: { title: "Register" },
  component: lazyRouteComponent(() => import("../features/sign-in/register-page"), "RegisterPage"),
});

export const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  /** Any page may show a record beside itself: `open=leads:12`. */
  validateSearch: (search): { open?: string } => ({ open: recordReference(search.open) }),
  beforeLoad: ({ location }) => {
    if (staffSession.token() !== null) return;
    throw redirect({ to: "/sign-in", search: { back: location.href === "/" ? undefined : location.href } });
  },
  loader: ({ context }) => context.queryClient.ensureQueryData(meQuery),
  component: Frame,
  errorComponent: PageFailed,
});
