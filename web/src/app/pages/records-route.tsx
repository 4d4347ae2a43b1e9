/** The table of an object's records, its board and its import are put together here: one feature may not import another. */
import { lazy } from "react";
import { RecordsPage } from "../../features/records/records-page";

const Board = lazy(() => import("../../features/board/board").then((module) => ({ default: module.Board })));

const ImportDialog = lazy(() =>
  import("../../features/imports/import-dialog").then((module) => ({ default: module.ImportDialog })),
);

export function RecordsRoute() {
  return <RecordsPage Board={Board} ImportDialog={ImportDialog} />;
}
