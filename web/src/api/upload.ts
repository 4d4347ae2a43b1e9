/** Sending a file with its true progress; fetch cannot say how many bytes have left. */
import { problemFrom, unreachable } from "./problem";
import { staffSession } from "./session";

export interface UploadProgress {
  sentBytes: number;
  totalBytes: number;
}

export function uploadForm<Answer>(
  path: string,
  form: FormData,
  onProgress: (progress: UploadProgress) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.responseType = "text";
    const token = staffSession.token();
    if (token !== null) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress({ sentBytes: event.loaded, totalBytes: event.total });
    };
    request.onerror = () => reject(unreachable());
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body as Answer);
      else {
        if (request.status === 401) staffSession.end("expired");
        reject(problemFrom(request.status, body, request.getResponseHeader("Retry-After")));
      }
    };
    request.send(form);
  });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
