/** Says that the record is likely here twice, and leads to the merge. */
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type CrmRecord, type ObjectMeta, titleOf } from "../../api/objects";
import type { DuplicateCandidate } from "../../api/record-shapes";
import { duplicatesQuery } from "../../api/records";
import { Banner } from "../../design/banner";
import { counted } from "../../design/number-words";
import { MergeDialog } from "./merge-dialog";

interface DuplicatesNoticeProps {
  meta: ObjectMeta;
  record: CrmRecord;
}

export function DuplicatesNotice({ meta, record }: DuplicatesNoticeProps) {
  const [isMerging, merging] = useDisclosure(false);
  const found = useQuery({
    ...duplicatesQuery(meta.name, record.id),
    enabled: meta.duplicates && record.deleted_at === null,
  });
  const candidates = found.data ?? [];
  if (candidates.length === 0) return null;
  const canMerge = meta.rights.update && meta.rights.delete;
  return (
    <>
      <Banner
        action={
          canMerge && (
            <Button variant="default" size="xs" onClick={merging.open}>
              Compare and merge
            </Button>
          )
        }
      >
        {noticeWords(candidates)}
      </Banner>
      <MergeDialog
        meta={meta}
        record={record}
        candidates={candidates}
        opened={isMerging}
        onClose={merging.close}
      />
    </>
  );
}

function noticeWords(candidates: DuplicateCandidate[]): string {
  const [first] = candidates;
  const reasons = first?.reasons.join(", ");
  if (candidates.length === 1 && first)
    return `This may be the same as ${titleOf(first.record)} (${reasons}).`;
  return `${counted(candidates.length, "record")} may be the same as this: ${candidates
    .slice(0, 3)
    .map((candidate) => titleOf(candidate.record))
    .join(", ")}${candidates.length > 3 ? " and others" : ""}.`;
}
