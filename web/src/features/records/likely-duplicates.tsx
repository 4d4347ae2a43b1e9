/** Records that are likely the same as the one that is about to be made. */
import { Stack, Text } from "@mantine/core";
import { type ObjectMeta, titleOf } from "../../api/objects";
import type { DuplicateCandidate } from "../../api/record-shapes";
import { TextLink } from "../../design/text-link";
import classes from "./records.module.css";

const mostShown = 5;

export function LikelyDuplicates({
  meta,
  candidates,
}: {
  meta: ObjectMeta;
  candidates: DuplicateCandidate[];
}) {
  return (
    <div className={classes.duplicates} role="status">
      <Stack gap={4}>
        <Text fw={500}>
          {candidates.length === 1
            ? `This ${meta.label.toLowerCase()} may exist already`
            : `These ${meta.label_plural.toLowerCase()} may be the same`}
        </Text>
        {candidates.slice(0, mostShown).map(({ record, reasons }) => (
          <Text key={record.id}>
            <TextLink
              to="/records/$object/$id"
              params={{ object: meta.name, id: String(record.id) }}
              target="_blank"
            >
              {titleOf(record)}
            </TextLink>{" "}
            <Text span c="dimmed">
              {[...reasons, record.email, record.phone].filter(Boolean).join(" · ")}
            </Text>
          </Text>
        ))}
      </Stack>
    </div>
  );
}
