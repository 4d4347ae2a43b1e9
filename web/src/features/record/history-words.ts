/** What a change was, and by which way it came. */
import type { HistoryEntry } from "../../api/record-shapes";

export const actionWords: Record<HistoryEntry["action"], string> = {
  created: "created this",
  updated: "changed this",
  deleted: "moved this to the trash",
  restored: "brought this back from the trash",
  merged: "merged another record into this",
  undone: "undid a change",
};

/** What people do in the app needs no word of its own. */
export const viaWords: Record<HistoryEntry["via"], string> = {
  app: "",
  api: "by the API",
  assistant: "by the assistant",
  mcp: "by a connected program",
  import: "by an import",
  system: "by itself",
};
