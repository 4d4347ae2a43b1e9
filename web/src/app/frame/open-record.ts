/** The record that stands beside the page (`open=leads:12`), and the one that the page itself is about. */
import { useMatches, useNavigate, useSearch } from "@tanstack/react-router";

export interface RecordReference {
  object: string;
  id: number;
}

export interface OpenRecord {
  open: RecordReference | null;
  close: () => void;
}

export function useOpenRecord(): OpenRecord {
  const reference = useSearch({ from: "/frame", select: ({ open }) => open });
  const navigate = useNavigate();
  const [object, id] = reference?.split(":") ?? [];
  return {
    open: object && id ? { object, id: Number(id) } : null,
    close: () =>
      void navigate({ to: ".", search: (now) => ({ ...now, open: undefined }), resetScroll: false }),
  };
}

/** What "this" means: the record beside the page before the page's own. */
export function useViewedRecord(): RecordReference | null {
  const { open } = useOpenRecord();
  const page = useMatches({
    select: (matches) => {
      const here = matches.find((match) => match.routeId === "/frame/records/$object/$id");
      const params: { object?: string; id?: string } = here?.params ?? {};
      return params.object && params.id ? { object: params.object, id: Number(params.id) } : null;
    },
    structuralSharing: true,
  });
  return open ?? page;
}
