/** Records in the palette, as lines that open them. */
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type ObjectMeta, objectsQuery } from "../../api/objects";
import { asProblem } from "../../api/problem";
import { fewestLetters, type SearchHit, searchQuery } from "../../api/search";
import { counted } from "../../design/number-words";
import { objectIcon } from "../../design/object-icons";
import classes from "./palette.module.css";
import type { Command } from "./palette-commands";

interface PaletteRecords {
  commands: Command[];
  /** True while these are the records of the words before. */
  isStale: boolean;
  note: ReactNode;
  announcement: (lines: number) => string;
}

export function usePaletteRecords(words: string): PaletteRecords {
  const open = useOpenRecord();
  const search = useQuery(searchQuery(words));
  const objects = useQuery(objectsQuery).data ?? [];
  const isSearched = words.trim().length >= fewestLetters;
  const hits = isSearched ? (search.data?.items ?? []) : [];
  const corrected = isSearched ? (search.data?.corrected ?? null) : null;
  return {
    commands: byObject(hits).map((hit) => commandOf(hit, objects, open)),
    isStale: isSearched && (search.isPlaceholderData || search.isFetching),
    note: noteOf(words, hits.length, corrected, isSearched && search.isPending, search.error),
    announcement: (lines) =>
      [corrected && `Showing results for ${corrected}`, counted(lines, "result")].filter(Boolean).join(". "),
  };
}

/** The best of each object decides its place; the others of that object follow it at once. */
function byObject(hits: readonly SearchHit[]): SearchHit[] {
  const objects = [...new Set(hits.map(({ object }) => object))];
  return objects.flatMap((object) => hits.filter((hit) => hit.object === object));
}

function useOpenRecord() {
  const navigate = useNavigate();
  return {
    page: ({ object, id }: SearchHit) =>
      void navigate({ to: "/records/$object/$id", params: { object, id: String(id) } }),
    beside: ({ object, id }: SearchHit) =>
      void navigate({ to: ".", search: (now) => ({ ...now, open: `${object}:${id}` }) }),
  };
}

function commandOf(
  hit: SearchHit,
  objects: readonly ObjectMeta[],
  open: ReturnType<typeof useOpenRecord>,
): Command {
  const meta = objects.find(({ name }) => name === hit.object);
  return {
    id: `record-${hit.object}-${hit.id}`,
    group: meta?.label_plural ?? hit.object,
    label: hit.title,
    description: hit.subtitle ?? undefined,
    icon: objectIcon(hit.object, meta?.icon),
    run: () => open.page(hit),
    runBeside: () => open.beside(hit),
  };
}

function noteOf(
  words: string,
  hits: number,
  corrected: string | null,
  isPending: boolean,
  error: unknown,
): ReactNode {
  if (error) return <Note>{asProblem(error).detail}</Note>;
  if (corrected !== null) {
    return (
      <Note>
        Showing results for{" "}
        <Text component="span" fw={600} c="var(--mantine-color-text)">
          {corrected}
        </Text>
      </Note>
    );
  }
  if (isPending) return <Note>Searching records</Note>;
  if (hits === 0 && words.trim().length >= fewestLetters) {
    return <Note>No record fits “{words.trim()}”</Note>;
  }
  return null;
}

function Note({ children }: { children: ReactNode }) {
  return (
    <Text component="p" className={classes.note}>
      {children}
    </Text>
  );
}
