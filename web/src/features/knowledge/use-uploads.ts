/** The files being sent: one after the other, each with its bytes and its own error. */
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { UploadedSource } from "../../api/types";
import { type UploadProgress, uploadForm } from "../../api/upload";

export interface Upload {
  key: number;
  file: File;
  progress: UploadProgress;
  status: "waiting" | "sending" | "failed" | "duplicate";
  error: unknown;
}

export function useUploads(botId: number) {
  const queryClient = useQueryClient();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const nextKey = useRef(1);

  function change(key: number, changes: Partial<Upload>) {
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload)));
  }

  function dismiss(key: number) {
    setUploads((all) => all.filter((upload) => upload.key !== key));
  }

  async function send({ key, file }: Upload) {
    change(key, { status: "sending", error: null });
    try {
      const source = await uploadForm<UploadedSource>(
        "/api/v1/knowledge/sources",
        formFor(botId, file),
        (progress) => change(key, { progress }),
      );
      await queryClient.invalidateQueries({ queryKey: ["sources", { botId }] });
      void queryClient.invalidateQueries({ queryKey: ["bots"] });
      if (source.duplicate) change(key, { status: "duplicate" });
      else dismiss(key);
    } catch (error) {
      change(key, { status: "failed", error });
    }
  }

  function enqueue(upload: Upload) {
    queue.current = queue.current.then(() => send(upload));
  }

  function add(files: File[]) {
    const added = files.map(
      (file): Upload => ({
        key: nextKey.current++,
        file,
        progress: { sentBytes: 0, totalBytes: file.size },
        status: "waiting",
        error: null,
      }),
    );
    setUploads((all) => [...all, ...added]);
    added.forEach(enqueue);
  }

  return { uploads, add, dismiss, retry: enqueue };
}

function formFor(botId: number, file: File): FormData {
  const form = new FormData();
  form.set("bot_id", String(botId));
  form.set("file", file);
  return form;
}
