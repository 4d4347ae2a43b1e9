/** One record of an answer with what is known of it. */
import { type CrmRecord, dataOf, type FieldMeta, type ObjectMeta, titleOf } from "../../api/objects";
import { FieldValue } from "../../design/fields/field-value";
import { isEmpty } from "../../design/fields/field-words";
import { isLate } from "../../design/fields/lateness";
import { objectIcon } from "../../design/object-icons";
import { RecordLink } from "./record-link";
import classes from "./records.module.css";

const mostFacts = 10;

export function RecordCard({ meta, record }: { meta: ObjectMeta; record: CrmRecord }) {
  const RecordIcon = objectIcon(meta.name, meta.icon);
  return (
    <article className={classes.record} aria-label={`${meta.label} ${titleOf(record)}`}>
      <div className={classes.recordTitle}>
        <RecordIcon size={18} stroke={1.6} aria-hidden="true" />
        <RecordLink object={meta.name} id={record.id}>
          {titleOf(record)}
        </RecordLink>
        <span className={classes.aside}>
          {meta.label} {record.id}
        </span>
      </div>
      <dl className={classes.details}>
        {factsOf(meta, record).map((field) => (
          <div key={field.name}>
            <dt>{field.label}</dt>
            <dd>
              <FieldValue field={field} record={record} isLate={isLate(meta, record, field, new Date())} />
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}

/** What the list shows first, then the rest that is filled; the title is said already. */
function factsOf(meta: ObjectMeta, record: CrmRecord): FieldMeta[] {
  const isTold = (field: FieldMeta) =>
    !meta.title_fields.includes(field.name) &&
    !field.read_only &&
    !field.retired &&
    !isEmpty(dataOf(record, field.name)) &&
    dataOf(record, field.name) !== false;
  const rank = (field: FieldMeta) => (meta.list_columns.includes(field.name) ? 0 : 1);
  return meta.fields
    .filter(isTold)
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, mostFacts);
}
