/** How an import stands: a shape and a word. */
import type { ImportStatus } from "../../api/imports";
import { Mark } from "../../design/marks";
import { statusMarks } from "./import-words";

export function ImportStatusMark({ status }: { status: ImportStatus }) {
  return <Mark {...statusMarks[status]} />;
}
