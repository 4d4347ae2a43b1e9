/** Labels and saved replies as they are made and changed. */
import { answered, api } from "./client";
import type { Label, LabelColor, SavedReply } from "./inbox-shapes";

export const labelColors: LabelColor[] = [
  "gray",
  "red",
  "pink",
  "grape",
  "violet",
  "indigo",
  "blue",
  "cyan",
  "teal",
  "green",
  "lime",
  "yellow",
  "orange",
];

export type LabelValues = Omit<Label, "id">;
export type ReplyValues = Pick<SavedReply, "shortcut" | "title" | "content">;

export function createLabel(values: LabelValues): Promise<Label> {
  return answered(api.POST("/api/v1/labels", { body: values }));
}

export function changeLabel(id: number, values: Partial<LabelValues>): Promise<Label> {
  return answered(
    api.PATCH("/api/v1/labels/{label_id}", { params: { path: { label_id: id } }, body: values }),
  );
}

export async function deleteLabel(id: number): Promise<void> {
  await answered(api.DELETE("/api/v1/labels/{label_id}", { params: { path: { label_id: id } } }));
}

export function createReply(values: ReplyValues): Promise<SavedReply> {
  return answered(api.POST("/api/v1/saved-replies", { body: values }));
}

export function changeReply(id: number, values: ReplyValues): Promise<SavedReply> {
  return answered(
    api.PATCH("/api/v1/saved-replies/{reply_id}", { params: { path: { reply_id: id } }, body: values }),
  );
}

export async function deleteReply(id: number): Promise<void> {
  await answered(api.DELETE("/api/v1/saved-replies/{reply_id}", { params: { path: { reply_id: id } } }));
}
