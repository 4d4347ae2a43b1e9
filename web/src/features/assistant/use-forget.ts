/** Lets everything that shows records of some objects be read again, after the assistant or an undo has written. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { forgetRecords } from "../../api/records";

export function useForget(): (objects: Iterable<string>) => void {
  const queryClient = useQueryClient();
  return useCallback(
    (objects) => {
      for (const object of new Set(objects)) forgetRecords(queryClient, object);
      void queryClient.invalidateQueries({ queryKey: ["assistant", "undo"] });
    },
    [queryClient],
  );
}
