/** What the server said when it could not do what was asked, in words fit to show (RFC 9457). */

export interface ProblemItem {
  line?: number;
  field?: string;
  reason: string;
}

export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly items: ProblemItem[] = [],
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail);
  }

  /** True where the same request may well succeed a little later. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 502;
  }
}

const wordsByStatus: Record<number, string> = {
  401: "Your sign-in has ended. Sign in again.",
  403: "You may not do this. Ask an admin of your workspace.",
  404: "This does not exist, or no longer does.",
  413: "This is too large to send.",
  429: "Too many requests in a short time. Wait a moment and try again.",
  502: "The server cannot be reached for the moment. Try again shortly.",
  503: "The server is not available for the moment. Try again shortly.",
  504: "The server took too long. Try again shortly.",
};

export function unreachable(): ProblemError {
  return new ProblemError(
    0,
    "Not reachable",
    "The server cannot be reached. Check your connection and try again.",
  );
}

export function problemFrom(status: number, body: unknown, retryAfter: string | null = null): ProblemError {
  const parts = isObject(body) ? body : {};
  const items = Array.isArray(parts.errors) ? parts.errors.flatMap(itemFrom) : [];
  const detail = text(parts.detail) ?? wordsByStatus[status] ?? "Something went wrong. Try again.";
  const seconds = retryAfter === null ? Number.NaN : Number.parseInt(retryAfter, 10);
  return new ProblemError(
    status,
    text(parts.title) ?? "Not done",
    detail,
    items,
    Number.isNaN(seconds) ? null : seconds,
  );
}

export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof TypeError) return unreachable();
  return problemFrom(500, { detail: error instanceof Error ? error.message : undefined });
}

/** The reasons by form field, for errors that stand next to their input. */
export function reasonsByField(problem: ProblemError): Record<string, string> {
  const named = problem.items.flatMap((item) => (item.field ? [[item.field, item.reason] as const] : []));
  return Object.fromEntries(named);
}

function itemFrom(value: unknown): ProblemItem[] {
  if (typeof value === "string") return [{ reason: value }];
  if (!isObject(value)) return [];
  const reason = text(value.reason) ?? text(value.detail) ?? text(value.message) ?? text(value.msg);
  if (reason === undefined) return [];
  const line = typeof value.line === "number" ? value.line : undefined;
  return [{ reason, line, field: text(value.field) ?? fieldFromLocation(value.loc) }];
}

function fieldFromLocation(location: unknown): string | undefined {
  if (!Array.isArray(location)) return undefined;
  const parts = location.filter((part, index) => !(index === 0 && part === "body"));
  return parts.length > 0 ? parts.join(".") : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
