/** A record that cannot be shown: gone, not yours to see, or not to be reached for the moment. */
import { asProblem } from "../../api/problem";
import { EmptyState } from "../../design/empty-state";
import { ProblemNotice } from "../../design/problem-notice";

export function RecordMissing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { status } = asProblem(error);
  if (status !== 404 && status !== 422) return <ProblemNotice error={error} onRetry={onRetry} />;
  return (
    <EmptyState title="Not here any more">
      This record was removed for good, or is not yours to see.
    </EmptyState>
  );
}
