/** The files that go with the next reply: uploaded at once, taken back, and kept over a reload with the draft. */
import { useRef, useState } from "react";
import { takeBack, uploadFile } from "../../api/attachments";
import { asProblem } from "../../api/problem";

export interface AttachedFile {
  id: string;
  name: string;
  sizeBytes: number;
}

export interface Upload {
  key: number;
  name: string;
  /** Of 1. */
  sent: number;
  reason: string | null;
}

export function useAttached(
  conversationId: string,
  attached: AttachedFile[],
  onAttached: (change: (before: AttachedFile[]) => AttachedFile[]) => void,
) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const nextKey = useRef(1);

  function change(key: number, changes: Partial<Upload>) {
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload)));
  }

  function dismiss(key: number) {
    setUploads((all) => all.filter((upload) => upload.key !== key));
  }

  async function add(file: File) {
    const key = nextKey.current++;
    setUploads((all) => [...all, { key, name: file.name, sent: 0, reason: null }]);
    try {
      const uploaded = await uploadFile(conversationId, file, ({ sentBytes, totalBytes }) =>
        change(key, { sent: totalBytes === 0 ? 1 : sentBytes / totalBytes }),
      );
      onAttached((before) => [...before, { id: uploaded.id, name: uploaded.name, sizeBytes: uploaded.size }]);
      dismiss(key);
    } catch (error) {
      change(key, { reason: asProblem(error).detail });
    }
  }

  function remove(id: string) {
    onAttached((before) => before.filter((file) => file.id !== id));
    // Where that fails it stays unsent, and is nobody's.
    void takeBack(conversationId, id).catch(() => undefined);
  }

  return {
    attached,
    uploads,
    isUploading: uploads.some(({ reason }) => reason === null),
    addAll: (files: Iterable<File>) => void Promise.all([...files].map(add)),
    remove,
    dismiss,
  };
}

export type Attached = ReturnType<typeof useAttached>;
