/** What a role sees of an object; what no rule names is seen whole. */
import type { Role } from "../../api/types";
import type { RecordVisibility } from "../../api/visibility";

export function visibilityOf(rules: RecordVisibility[], role: Role, object: string): "all" | "own" {
  return rules.find((rule) => rule.role === role && rule.object === object)?.visibility ?? "all";
}

export function withVisibility(rules: RecordVisibility[], changed: RecordVisibility): RecordVisibility[] {
  const others = rules.filter((rule) => rule.role !== changed.role || rule.object !== changed.object);
  return changed.visibility === "all" ? others : [...others, changed];
}
