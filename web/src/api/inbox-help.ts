/** What helps the one who answers: a suggested answer, a summary, and what is known of the customer. */
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import type { components } from "./schema";

export type CustomerContext = components["schemas"]["ContextOut"];
export type Memory = CustomerContext["memories"][number];
export type Mood = CustomerContext["sentiments"][number];
export type CustomerChange = Partial<components["schemas"]["CustomerChange"]>;

export function suggestionQuery(conversationId: string) {
  return queryOptions({
    queryKey: ["suggestion", conversationId],
    queryFn: () =>
      answered(
        api.GET("/api/v1/conversations/{conversation_id}/suggestion", {
          params: { path: { conversation_id: conversationId } },
        }),
      ),
    staleTime: 0,
    gcTime: 0,
  });
}

/** Made anew for the events up to `lastSeq`. */
export function summaryQuery(conversationId: string, lastSeq: number) {
  return queryOptions({
    queryKey: ["summary", conversationId, lastSeq],
    queryFn: () =>
      answered(
        api.GET("/api/v1/conversations/{conversation_id}/summary", {
          params: { path: { conversation_id: conversationId } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function contextQuery(conversationId: string) {
  return queryOptions({
    queryKey: ["conversation-context", conversationId],
    queryFn: () =>
      answered(
        api.GET("/api/v1/conversations/{conversation_id}/context", {
          params: { path: { conversation_id: conversationId } },
        }),
      ),
  });
}

export function linkRecord(conversationId: string, object: string, id: number) {
  return answered(
    api.PUT("/api/v1/conversations/{conversation_id}/record", {
      params: { path: { conversation_id: conversationId } },
      body: { object, id },
    }),
  );
}

export function changeCustomer(customerId: number, values: CustomerChange) {
  return answered(
    api.PATCH("/api/v1/customers/{customer_id}", {
      params: { path: { customer_id: customerId } },
      // The generated type asks for every field that has a default; what is left out stays as it is.
      body: values as components["schemas"]["CustomerChange"],
    }),
  );
}

export function remember(customerId: number, value: string) {
  return answered(
    api.POST("/api/v1/customers/{customer_id}/memories", {
      params: { path: { customer_id: customerId } },
      body: { kind: "other", value },
    }),
  );
}

export function forgetMemory(customerId: number, memoryId: number) {
  return answered(
    api.DELETE("/api/v1/customers/{customer_id}/memories/{memory_id}", {
      params: { path: { customer_id: customerId, memory_id: memoryId } },
    }),
  );
}
