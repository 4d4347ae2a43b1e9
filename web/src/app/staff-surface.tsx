/** The app for staff: router, cache, notes in the corner. */
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { staffSession } from "../api/session";
import { Look } from "./look";
import { createQueryClient } from "./query-client";
import { createAppRouter } from "./router";

const queryClient = createQueryClient();
const router = createAppRouter(queryClient);

staffSession.onEnd((reason) => {
  const { pathname, href } = router.state.location;
  if (reason === "signed_out") {
    // A page loaded anew holds nothing that was read for the one who left, and asks for none of it again; nor are their
    // drafts left to whoever comes next.
    sessionStorage.clear();
    window.location.assign("/sign-in");
    return;
  }
  queryClient.clear();
  if (pathname === "/sign-in") return;
  void router.navigate({ to: "/sign-in", search: { back: href === "/" ? undefined : href, ended: true } });
});

router.subscribe("onResolved", () => {
  const here = router.state.matches.findLast((match) => match.staticData.title);
  // Inside the frame the title is written by what is read there: it may be a record's name.
  if (here?.routeId.startsWith("/frame/")) return;
  document.title = here ? `${here.staticData.title} · Frontdesk` : "Frontdesk";
});

export function Surface() {
  return (
    <Look>
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Look>
  );
}
