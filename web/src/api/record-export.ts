/** A filtered list as a file. */
import { queryString } from "./crm-request";
import { type ListQuery, listParameters } from "./records";
import { saveFile } from "./saved-file";

export type ExportFormat = "csv" | "json";

export function exportRecords(
  object: string,
  format: ExportFormat,
  query: ListQuery,
  columns: readonly string[],
): Promise<void> {
  const parameters = queryString({ format, ...listParameters(query), columns: columns.join(",") });
  return saveFile(`/${object}/export${parameters}`, `${object}.${format}`);
}
