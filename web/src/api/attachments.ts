/** Files of a conversation: uploaded before the message that carries them, read again with a sign-in. */
import { answered, api } from "./client";
import { crmFetch } from "./crm-request";
import type { components } from "./schema";
import { type UploadProgress, uploadForm } from "./upload";

export type UploadedFile = components["schemas"]["AttachmentOut"];

function pathOf(conversationId: string, fileId = ""): string {
  const base = `/conversations/${encodeURIComponent(conversationId)}/attachments`;
  return fileId === "" ? base : `${base}/${encodeURIComponent(fileId)}`;
}

export async function uploadFile(
  conversationId: string,
  file: File,
  onProgress: (progress: UploadProgress) => void,
): Promise<UploadedFile> {
  const form = new FormData();
  form.append("attachments", file);
  const path = `/api/v1${pathOf(conversationId)}`;
  const { items } = await uploadForm<{ items: UploadedFile[] }>(path, form, onProgress);
  const [uploaded] = items;
  if (uploaded === undefined) throw new Error("The file did not arrive. Try again.");
  return uploaded;
}

/** Only what was not sent yet can be taken back. */
export function takeBack(conversationId: string, attachmentId: string) {
  return answered(
    api.DELETE("/api/v1/conversations/{conversation_id}/attachments/{attachment_id}", {
      params: { path: { conversation_id: conversationId, attachment_id: attachmentId } },
    }),
  );
}

export async function readFile(conversationId: string, attachmentId: string): Promise<Blob> {
  return (await crmFetch("GET", pathOf(conversationId, attachmentId), {})).blob();
}
