/** One request about records: their shape comes from metadata, so it cannot come from the generated client. */
import { asProblem, ProblemError, problemFrom } from "./problem";
import { staffSession } from "./session";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface RequestParts {
  query?: Record<string, string | number | boolean | null | undefined>;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export interface CrmAnswer<Data> {
  data: Data;
  /** The undo of this write; null where there is nothing to undo. */
  undoId: string | null;
}

/** A refusal that carries more than words: the record as it is now, or records that are likely the same. */
export class RefusedWrite extends ProblemError {
  constructor(
    problem: ProblemError,
    readonly body: Record<string, unknown>,
  ) {
    super(problem.status, problem.title, problem.detail, problem.items, problem.retryAfterSeconds);
  }
}

/** The answer's body with its undo; throws ProblemError with the server's own words. */
export async function crmRequest<Data>(
  method: Method,
  path: string,
  parts: RequestParts = {},
): Promise<CrmAnswer<Data>> {
  const response = await crmFetch(method, path, parts);
  const data = response.status === 204 ? null : await response.json();
  return { data: data as Data, undoId: response.headers.get("X-Undo-Id") };
}

export async function crmFetch(method: Method, path: string, parts: RequestParts): Promise<Response> {
  const token = staffSession.token();
  const response = await fetch(`/api/v1${path}${queryString(parts.query)}`, {
    method,
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(parts.body === undefined ? {} : { "Content-Type": "application/json" }),
      ...parts.headers,
    },
    body: parts.body === undefined ? undefined : JSON.stringify(parts.body),
    signal: parts.signal,
  }).catch((reason: unknown) => {
    throw isAborted(reason) ? reason : asProblem(reason);
  });
  if (response.ok) return response;
  if (response.status === 401 && token === staffSession.token()) staffSession.end("expired");
  throw await refusal(response);
}

async function refusal(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => null);
  const problem = problemFrom(response.status, body, response.headers.get("Retry-After"));
  const carriesMore = response.status === 409 || response.status === 412;
  return carriesMore && isObject(body) ? new RefusedWrite(problem, body) : problem;
}

export function queryString(query: RequestParts["query"]): string {
  const given = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined || value === null || value === "" ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}

function isAborted(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === "AbortError";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
