/** One record in a short list: its title and the two things that tell it from the others. */
import { type CrmRecord, dataOf, type FieldMeta, type ObjectMeta, titleOf } from "../../api/objects";
import { FieldValue } from "../../design/fields/field-value";
import { isEmpty } from "../../design/fields/field-words";
import { TextLink } from "../../design/text-link";
import classes from "./related.module.css";

interface RelatedLineProps {
  meta: ObjectMeta;
  record: CrmRecord;
  fields: FieldMeta[];
}

export function RelatedLine({ meta, record, fields }: RelatedLineProps) {
  const filled = fields.filter((field) => !isEmpty(dataOf(record, field.name)));
  return (
    <li className={classes.line}>
      <TextLink to="." search={(before) => ({ ...before, open: `${meta.name}:${record.id}` })}>
        {titleOf(record)}
      </TextLink>
      {filled.length > 0 && (
        <span className={classes.told}>
          {filled.map((field) => (
            <FieldValue key={field.name} field={field} record={record} isPlain />
          ))}
        </span>
      )}
    </li>
  );
}
