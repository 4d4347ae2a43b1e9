/** The totals of the whole filtered list, below the columns they belong to. */
import { VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMe } from "../../api/me";
import type { FieldMeta, ObjectMeta } from "../../api/objects";
import { type GroupRow, type ListQuery, queryGroups } from "../../api/records";
import { countWords } from "../../design/number-words";
import classes from "./grid.module.css";
import { isSummed, isTotalled, totalsQuery, totalWords } from "./grid-totals";

interface GridFootProps {
  meta: ObjectMeta;
  fields: FieldMeta[];
  query: ListQuery;
  total: number;
  isEstimate: boolean;
}

export function GridFoot({ meta, fields, query, total, isEstimate }: GridFootProps) {
  const figures = fields.filter(isTotalled);
  const { currency } = useMe().workspace;
  const totals = useQuery({
    ...queryGroups(meta.name, totalsQuery(meta, query, figures)),
    enabled: figures.length > 0,
    staleTime: 30_000,
  });
  return (
    <tfoot className={classes.foot}>
      <tr>
        <td className={classes.check} />
        {fields.map((field, index) => (
          <td
            key={field.name}
            data-figure={isTotalled(field) || undefined}
            data-title={index === 0 || undefined}
          >
            {index === 0 && (
              <span className="figures">
                {isEstimate && "about "}
                {countWords(total)} {total === 1 ? meta.label.toLowerCase() : meta.label_plural.toLowerCase()}
              </span>
            )}
            {isTotalled(field) && totals.data && (
              <Total field={field} rows={totals.data} currency={currency} />
            )}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

function Total({ field, rows, currency }: { field: FieldMeta; rows: GroupRow[]; currency: string }) {
  const words = totalWords(field, rows, currency);
  return (
    <span className={classes.total} title={`${isSummed(field) ? "Sum" : "Average"}: ${words}`}>
      <span className={classes.kind} aria-hidden="true">
        {isSummed(field) ? "Σ" : "Ø"}
      </span>
      <VisuallyHidden>{isSummed(field) ? "Sum " : "Average "}</VisuallyHidden>
      <span className="figures">{words}</span>
    </span>
  );
}
