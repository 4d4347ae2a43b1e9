/** What staff say to the assistant, what it answered, and the conversations there were. */
import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Answer, Exchange, Turn, Viewing } from "./assistant-shapes";
import { answered, api } from "./client";
import { crmRequest } from "./crm-request";
import { ProblemError } from "./problem";

const sessionsAtOnce = 30;
const turnsAtOnce = 50;

export const assistantKeys = {
  sessions: ["assistant", "sessions"] as const,
  session: (id: string) => ["assistant", "session", id] as const,
  proposals: ["assistant", "proposal"] as const,
  undos: ["assistant", "undo"] as const,
};

export interface Asking {
  message: string;
  sessionId: string | undefined;
  viewing: Viewing | null;
}

/** Where the conversation is over, the message begins a new one. */
export async function ask({ message, sessionId, viewing }: Asking): Promise<Turn> {
  try {
    return await post(message, sessionId, viewing);
  } catch (error) {
    if (!isOver(error) || sessionId === undefined) throw error;
    return post(message, undefined, viewing);
  }
}

async function post(message: string, sessionId: string | undefined, viewing: Viewing | null): Promise<Turn> {
  const body = { message, session_id: sessionId, viewing };
  return (await answered(api.POST("/api/v1/chat", { body }))) as Turn;
}

function isOver(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 410;
}

export type Verdict = "confirm" | "reject";

export async function judge(proposalId: string, verdict: Verdict): Promise<Turn> {
  const params = { path: { proposal_id: proposalId } };
  return (await answered(api.POST(`/api/v1/proposals/{proposal_id}/${verdict}`, { params }))) as Turn;
}

/** What became of a proposal. */
export function proposalStatusQuery(id: string) {
  return queryOptions({
    queryKey: [...assistantKeys.proposals, id],
    queryFn: async ({ signal }) => {
      const params = { path: { proposal_id: id } };
      return (await answered(api.GET("/api/v1/proposals/{proposal_id}", { params, signal }))).status;
    },
    staleTime: 10_000,
  });
}

export const sessionsQuery = infiniteQueryOptions({
  queryKey: assistantKeys.sessions,
  queryFn: ({ pageParam, signal }) => {
    const query = { limit: sessionsAtOnce, after: pageParam };
    return answered(api.GET("/api/v1/chat/sessions", { params: { query }, signal }));
  },
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
  staleTime: 30_000,
});

export interface Said {
  /** The first first. */
  exchanges: Exchange[];
  /** Names those that came earlier; null where these are all. */
  before: number | null;
}

/** What was said last in a conversation. */
export function sessionQuery(id: string) {
  return queryOptions({
    queryKey: assistantKeys.session(id),
    queryFn: ({ signal }) => readTurns(id, undefined, signal),
    staleTime: 60_000,
  });
}

async function readTurns(id: string, before?: number, signal?: AbortSignal): Promise<Said> {
  const params = { path: { session_id: id }, query: { limit: turnsAtOnce, before } };
  const said = await answered(api.GET("/api/v1/chat/sessions/{session_id}", { params, signal }));
  const exchanges = said.items.map(({ id: number, message, created_at: _, ...answer }) => ({
    id: number,
    message,
    answer: answer as Answer,
  }));
  return { exchanges, before: said.before };
}

/** Puts what was said earlier before what is shown. */
export async function readEarlier(queryClient: QueryClient, id: string, before: number): Promise<void> {
  const earlier = await readTurns(id, before);
  queryClient.setQueryData(sessionQuery(id).queryKey, (now) => ({
    exchanges: [...earlier.exchanges, ...(now?.exchanges ?? [])],
    before: earlier.before,
  }));
}

/** Puts a new answer at the end of its conversation. */
export function keepTurn(queryClient: QueryClient, message: string, turn: Turn): Exchange {
  const { session_id, turn_id, ...answer } = turn;
  const exchange = { id: turn_id, message, answer };
  queryClient.setQueryData(sessionQuery(session_id).queryKey, (now) => ({
    exchanges: [...(now?.exchanges ?? []), exchange],
    before: now?.before ?? null,
  }));
  void queryClient.invalidateQueries({ queryKey: assistantKeys.sessions });
  void queryClient.invalidateQueries({ queryKey: assistantKeys.proposals });
  if (turn.proposal) queryClient.setQueryData(proposalStatusQuery(turn.proposal.id).queryKey, "open");
  return exchange;
}

/** The answer to a message whose own was lost on the way, where there is one; so nothing is done twice. */
export async function answerAfter(
  queryClient: QueryClient,
  session: string,
  lastKnown: number,
  message: string,
): Promise<boolean> {
  const said = await queryClient.fetchQuery({ ...sessionQuery(session), staleTime: 0 });
  return said.exchanges.some((exchange) => exchange.id > lastKnown && exchange.message === message);
}

export interface UndoState {
  can_undo: boolean;
  reason: string | null;
}

export function undoStateQuery(undoId: string) {
  return queryOptions({
    queryKey: [...assistantKeys.undos, undoId],
    queryFn: async ({ signal }) => (await crmRequest<UndoState>("GET", `/undo/${undoId}`, { signal })).data,
    staleTime: 10_000,
  });
}

/** Sends a draft, or one that failed, now; the record tells what came of it. `again`: also if it may have arrived. */
export async function sendEmail(id: number, version: number, again: boolean): Promise<void> {
  const query = { again: again || undefined };
  await crmRequest<unknown>("POST", `/emails/${id}/send`, { query, headers: { "If-Match": `"${version}"` } });
}
