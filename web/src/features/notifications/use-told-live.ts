/** A notification that comes while the app is open shows on the bell at once, and for a moment in the corner. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { listenToInbox } from "../../api/inbox-feed";
import { notificationsKey } from "../../api/notifications";
import { showDone } from "../../design/toasts";

export function useToldLive(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    let wasCut = false;
    const refresh = () => void queryClient.invalidateQueries({ queryKey: notificationsKey });
    return listenToInbox({
      onFrame: (frame) => {
        if (frame.type !== "notification") return;
        refresh();
        const isForMe = frame.metadata.kind === "mention" || frame.metadata.kind === "assigned";
        if (isForMe) showDone(frame.content);
      },
      onState: (state) => {
        if (state === "open" && wasCut) refresh();
        wasCut ||= state === "cut";
      },
    });
  }, [queryClient]);
}
