/** What staff do with conversations. Each answers what it changed, or throws the server's own words. */
import { answered, api } from "./client";
import type { BulkAnswer, BulkDeed, InboxConversation, ResolveReason } from "./inbox-shapes";

function named(id: string) {
  return { params: { path: { conversation_id: id } } };
}

export function take(id: string) {
  return answered(api.POST("/api/v1/conversations/{conversation_id}/take", named(id)));
}

/** Hands it back to the bot. */
export function release(id: string) {
  return answered(api.POST("/api/v1/conversations/{conversation_id}/release", named(id)));
}

export function resolve(id: string, reason: ResolveReason, note: string) {
  const body = { reason, note };
  return answered(api.POST("/api/v1/conversations/{conversation_id}/resolve", { ...named(id), body }));
}

export function reopen(id: string) {
  return answered(api.POST("/api/v1/conversations/{conversation_id}/reopen", named(id)));
}

/** Takes a resolving back: it is again with whom it was, or waits again. Reopening alone may give it to the bot. */
export async function unresolve({ id, state, assigned_to }: InboxConversation) {
  await reopen(id);
  if (state === "waiting") await take(id);
  if (state === "human" || state === "waiting") await assign(id, assigned_to);
}

/** To a member, to nobody (null), or to the next who is there and has room. */
export function assign(id: string, to: number | "next" | null) {
  const body = to === "next" ? { to } : { user_id: to };
  return answered(api.POST("/api/v1/conversations/{conversation_id}/assign", { ...named(id), body }));
}

export function snooze(id: string, until: string) {
  const body = { until };
  return answered(api.POST("/api/v1/conversations/{conversation_id}/snooze", { ...named(id), body }));
}

export function wake(id: string) {
  return answered(api.DELETE("/api/v1/conversations/{conversation_id}/snooze", named(id)));
}

export function setLabels(id: string, labels: number[]) {
  return answered(
    api.PUT("/api/v1/conversations/{conversation_id}/labels", { ...named(id), body: { labels } }),
  );
}

/** Into another conversation of the same customer; what was here goes on there. */
export function merge(id: string, into: string) {
  return answered(
    api.POST("/api/v1/conversations/{conversation_id}/merge", { ...named(id), body: { into } }),
  );
}

/** `attachments`: ids of files that were uploaded to this conversation before; with one the words may be empty. */
export function reply(id: string, content: string, attachments: string[]) {
  const body = { content, attachments };
  return answered(api.POST("/api/v1/conversations/{conversation_id}/messages", { ...named(id), body }));
}

export function addNote(id: string, content: string, mentions: number[]) {
  const body = { content, mentions };
  return answered(api.POST("/api/v1/conversations/{conversation_id}/notes", { ...named(id), body }));
}

export function doWithMany(ids: string[], deed: BulkDeed): Promise<BulkAnswer> {
  return answered(api.POST("/api/v1/conversations/bulk", { body: { ids, ...deed } }));
}

/** A saved reply with the names of this conversation in it, and those for which nothing is known. */
export function renderedReply(replyId: number, conversationId: string) {
  return answered(
    api.GET("/api/v1/saved-replies/{reply_id}/rendered", {
      params: { path: { reply_id: replyId }, query: { conversation_id: conversationId } },
    }),
  );
}
