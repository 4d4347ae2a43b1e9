/** A deed on conversations: what it changed is read again at once; a refusal is shown in the server's words. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { conversationsKey } from "../../api/inbox";
import { showDone, showProblem } from "../../design/toasts";

interface Deed {
  run: () => Promise<unknown>;
  /** Said in the corner when it is done; what shows anyway needs no words. */
  done?: string;
  undo?: () => Promise<unknown>;
}

export function useDeed() {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: conversationsKey });
  const mutation = useMutation({
    mutationFn: ({ run }: Deed) => run(),
    onSuccess: (_, { done, undo }) => {
      if (done) showDone(done, undo && (() => undo().then(refresh)));
    },
    onError: showProblem,
    onSettled: refresh,
  });
  return {
    run: (deed: Deed) => mutation.mutate(deed),
    runAsync: mutation.mutateAsync,
    isRunning: mutation.isPending,
  };
}
