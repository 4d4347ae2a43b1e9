/** The table's state: read from the address and the chosen view, changed by going to another address. */
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import type { ObjectMeta } from "../../api/objects";
import { useObject } from "../../api/objects";
import type { SavedView } from "../../api/record-shapes";
import { viewsQuery } from "../../api/views";
import { type PageSearch, type PageState, pageState, searchFor } from "./page-state";

const route = getRouteApi("/frame/records/$object");

export interface RecordsView {
  meta: ObjectMeta;
  state: PageState;
  views: SavedView[];
  view: SavedView | undefined;
  /** True while the view that the address names is not read yet. */
  isWaiting: boolean;
  isCreating: boolean;
  change: (change: Partial<PageState>, isPassing?: boolean) => void;
  go: (search: PageSearch) => void;
  setCreating: (isCreating: boolean) => void;
  open: (id: number) => void;
  closeOpen: () => void;
}

export function useRecordsPage(): RecordsView {
  const { object } = route.useParams();
  const meta = useObject(object);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const views = useQuery(viewsQuery(meta.name));
  const view = views.data?.find(({ id }) => id === search.view);
  const state = pageState(meta, search, view);

  /** `isPassing`: a step that "back" should not return to, such as a letter of a search. */
  function change(changes: Partial<PageState>, isPassing = false) {
    void navigate({
      search: { ...search, ...searchFor(meta, search, state, changes, view) },
      replace: isPassing,
      resetScroll: false,
    });
  }

  const open = useCallback(
    (id: number) =>
      void navigate({
        search: (now) => ({ ...now, open: `${meta.name}:${id}` }),
        resetScroll: false,
      }),
    [navigate, meta.name],
  );

  return {
    meta,
    state,
    views: views.data ?? [],
    view,
    isWaiting: search.view !== undefined && views.isPending,
    isCreating: search.new === true,
    change,
    go: (wanted) => void navigate({ search: wanted, resetScroll: false }),
    setCreating: (isCreating) =>
      void navigate({ search: { ...search, new: isCreating ? true : undefined }, replace: !isCreating }),
    open,
    closeOpen: () => void navigate({ search: (now) => ({ ...now, open: undefined }), resetScroll: false }),
  };
}
